using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Results;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Rendering;

namespace FirstRead.Core.Tests.Analysis.Results;

public sealed class KeyImagePictureTests
{
    [TestCase(40, 20, 1, 2, 40, 40)]
    [TestCase(40, 20, 0.5, 0.5, 40, 20)]
    [TestCase(3000, 1500, 0.1, 0.1, 1280, 640)]
    public void Clean_Picture_HasSquarePixelsAndIsNeverLarger(int columns, int rows, double columnMm, double rowMm, int width, int height)
    {
        var picture = KeyImagePicture.Clean(Image(columns, rows, 90, new(new(rowMm, columnMm), "L", "P")));
        Assert.That((picture.Width, picture.Height, picture.Channels), Is.EqualTo((width, height, 1)));
        Assert.That(picture.Pixels, Is.All.EqualTo(90), "nothing is drawn on it");
    }

    [Test]
    public void Frame_ProjectionOfUnevenPixels_IsShownAsItIs()
    {
        var frame = KeyImageFrame.Of(SourcePicture.Of(new DicomDataset().Add(Tags.ImagerPixelSpacing, 0.2, 0.1).Add(Tags.PatientOrientation, "L", "F")));
        Assert.That((frame.Aspect, frame.Basis, frame.Right, frame.Bottom), Is.EqualTo((2.0, LengthBasis.Detector, "L", "F")));
        Assert.That(KeyImageFrame.Of(SourcePicture.Of(new DicomDataset().Add(Tags.PixelAspectRatio, 3, 2))).Aspect, Is.EqualTo(1.5));
        Assert.That(KeyImageFrame.Of(SourcePicture.Of(new DicomDataset().Add(Tags.PixelAspectRatio, 900, 2))).Aspect, Is.EqualTo(1), "a mistake");
    }

    /// <summary>Words that ran over the edge would have their light there.</summary>
    [Test]
    public void Paint_SmallPictureAndLongLabel_KeepsItsWordsOnTheSheet()
    {
        var drawn = KeyImagePicture.Paint(Image(64, 64, 0, new(null, null, null)));
        Assert.That(drawn.Width, Is.EqualTo(360));
        Assert.That(Lit(drawn, 0, drawn.Width), Is.GreaterThan(500), "there are words");
        Assert.That(Lit(drawn, drawn.Width - 5, drawn.Width), Is.Zero);
        Assert.That(Lit(drawn, 0, 5), Is.Zero);
    }

    [Test]
    public void Paint_WhitePicture_ShowsScaleAndLettersDarkRimmed()
    {
        var plain = KeyImagePicture.Paint(Image(400, 400, 255, new(null, null, null)));
        var scaled = KeyImagePicture.Paint(Image(400, 400, 255, new(new(0.5, 0.5), "L", "P")));
        Assert.That(Dark(scaled) - Dark(plain), Is.GreaterThan(300), "white on white could not be read");
    }

    private static int Lit(Picture picture, int left, int right) =>
        Enumerable.Range(0, picture.Height).Sum(row => Enumerable.Range(left, right - left).Count(column => picture.Pixels[((row * picture.Width) + column) * 3] > 120));

    private static int Dark(Picture picture) => Enumerable.Range(0, picture.Width * picture.Height).Count(index => picture.Pixels[index * 3] < 80);

    private static KeyImage Image(int columns, int rows, float grey, KeyImageFrame frame) => new(
        new("F1", "Ring-enhancing mass of uncertain origin", new("1", "99TEST", "Mass"), 0.987, new Dictionary<string, double>(), "2.25.1", "2.25.2", 1, 3, 1553, 47.6, 900, HighRisk: true),
        frame,
        new(columns, rows, [.. Enumerable.Repeat(grey, columns * rows)]),
        [],
        [],
        "slice 3/20",
        new("a-model-of-a-rather-long-name-that-fills-a-line", "1.0.0", new string('0', 64), "2.25.3"),
        Simulated: true);
}

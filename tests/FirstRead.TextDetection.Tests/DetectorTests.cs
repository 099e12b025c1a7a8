using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection.Tests;

/// <summary>The real nets on pictures drawn with the bitmap font.</summary>
public sealed class DetectorTests
{
    private static readonly OnnxTextDetector Detector = new();

    [OneTimeTearDown]
    public void DisposeDetector() => Detector.Dispose();

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    public void Detect_NameOnGrey_CoversEveryStroke(int quarters)
    {
        var picture = Draw("DOE JANE 4711", 20, 60, 2);
        for (var i = 0; i < quarters; i++)
            picture = picture.Turn();
        var boxes = Detector.Detect(picture, TextPass.Detection);
        var strokes = Strokes(picture).ToList();
        Assert.That(strokes, Is.Not.Empty);
        Assert.That(strokes.Where(stroke => !boxes.Any(text => text.Box.Contains(stroke))), Is.Empty);
        Assert.That(boxes.Select(text => text.Marker), Is.All.Null);
    }

    [TestCase(20)]
    [TestCase(-40)]
    public void Detect_NameAtASlant_CoversEveryStroke(int degrees)
    {
        var picture = Slant(Draw("DOE JANE 4711", 60, 115, 2), degrees);
        foreach (var pass in new[] { TextPass.Detection, TextPass.Verification })
        {
            var boxes = Detector.Detect(picture, pass);
            Assert.That(Strokes(picture).Where(stroke => !boxes.Any(text => text.Box.Contains(stroke))), Is.Empty, $"{pass}");
        }
    }

    [Test]
    public void Detect_NameInAPictureHardlyHigherThanIt_CoversEveryStroke()
    {
        var picture = Draw("DOE JANE 4711", 20, 4, 1).Cut(new PixelBox(0, 0, 384, 24));
        var boxes = Detector.Detect(picture, TextPass.Detection);
        Assert.That(Strokes(picture).Where(stroke => !boxes.Any(text => text.Box.Contains(stroke))), Is.Empty);
    }

    [TestCase(TextPass.Detection)]
    [TestCase(TextPass.Verification)]
    public void Detect_PlainPicture_FindsNothing(TextPass pass) => Assert.That(Detector.Detect(Draw("", 0, 0, 1), pass), Is.Empty);

    [Test]
    public void Detect_Marker_IsReadAsOne()
    {
        var boxes = Detector.Detect(Draw("PORTABLE", 40, 60, 3), TextPass.Detection);
        Assert.That(boxes.Select(text => text.Marker), Is.EqualTo(new[] { "PORTABLE" }));
    }

    [Test]
    public void Detect_WithoutTheModel_SaysSo()
    {
        using var missing = new OnnxTextDetector(TestContext.CurrentContext.WorkDirectory);
        Assert.Throws<TextDetectorUnavailableException>(() => missing.Detect(Draw("DOE JANE", 20, 60, 2), TextPass.Detection));
    }

    private static IEnumerable<PixelBox> Strokes(TextPicture picture) =>
        Enumerable.Range(0, picture.Width * picture.Height).Where(at => picture.Samples.Span[at] > 200).Select(at => new PixelBox(at % picture.Width, at / picture.Width, 1, 1));

    private static TextPicture Draw(string text, int x, int y, int scale)
    {
        const int width = 384, height = 256;
        var samples = new byte[width * height];
        Array.Fill(samples, (byte)40);
        foreach (var (dx, dy) in BitmapFont.Dots(text))
            for (var i = 0; i < scale * scale; i++)
                samples[(y + dy * scale + i / scale) * width + x + dx * scale + i % scale] = 230;
        return new TextPicture(width, height, 1, samples);
    }

    // The nearest sample: steps in the strokes are no worse than a bitmap font has.
    private static TextPicture Slant(TextPicture picture, int degrees)
    {
        var (sine, cosine) = Math.SinCos(degrees * Math.PI / 180);
        var samples = new byte[picture.Samples.Length];
        for (var y = 0; y < picture.Height; y++)
            for (var x = 0; x < picture.Width; x++)
            {
                var (across, down) = (x - picture.Width / 2, y - picture.Height / 2);
                var (column, row) = ((int)Math.Round(across * cosine - down * sine) + picture.Width / 2, (int)Math.Round(across * sine + down * cosine) + picture.Height / 2);
                samples[y * picture.Width + x] = column >= 0 && row >= 0 && column < picture.Width && row < picture.Height ? picture.Samples.Span[row * picture.Width + column] : (byte)40;
            }
        return picture with { Samples = samples };
    }
}

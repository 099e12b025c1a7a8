using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection.Tests;

/// <summary>The real nets on pictures drawn with the bitmap font.</summary>
public sealed class DetectorTests
{
    private static readonly OnnxTextDetector Detector = new();

    [OneTimeTearDown]
    public void DisposeDetector() => Detector.Dispose();

    [TestCase(false)]
    [TestCase(true)]
    public void Detect_NameOnGrey_CoversEveryStroke(bool turned)
    {
        var picture = Draw("DOE JANE 4711", 20, 60, 2);
        if (turned)
            picture = picture.Turn();
        var boxes = Detector.Detect(picture, TextPass.Detection);
        var strokes = Strokes(picture).ToList();
        Assert.That(strokes, Is.Not.Empty);
        Assert.That(strokes.Where(stroke => !boxes.Any(text => text.Box.Contains(stroke))), Is.Empty);
        Assert.That(boxes.Select(text => text.Marker), Is.All.Null);
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
}

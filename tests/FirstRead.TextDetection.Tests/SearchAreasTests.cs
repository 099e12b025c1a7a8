using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection.Tests;

/// <summary>What is left out here is never seen by a net: the areas must hold all writing.</summary>
public sealed class SearchAreasTests
{
    private const int Side = 512;
    private const int Stroke = 6;

    [Test]
    public void Of_FlatPicture_IsNothing() => Assert.That(SearchAreas.Of(Ground((_, _) => 90), Stroke), Is.Empty);

    [Test]
    public void Of_EdgesAndSlopesWithoutStrokes_IsNothing() =>
        Assert.That(SearchAreas.Of(Ground((x, y) => x > 300 ? 220 : y / 4), Stroke), Is.Empty);

    [TestCase(1, 40)]
    [TestCase(-1, 40)]
    [TestCase(1, 25)]
    public void Of_NameOnASlope_HoldsEveryStrokeAndLittleElse(int sign, int contrast)
    {
        var samples = Ground((x, y) => 100 + (x + y) / 16).Samples.ToArray();
        var strokes = Strokes(300, 200, 1).ToList();
        foreach (var at in strokes)
            samples[at.Y * Side + at.X] = (byte)(samples[at.Y * Side + at.X] + sign * contrast);
        var areas = SearchAreas.Of(new TextPicture(Side, Side, 1, samples), Stroke);
        Assert.Multiple(() =>
        {
            Assert.That(strokes.Where(stroke => !areas.Any(area => area.Contains(stroke))), Is.Empty);
            Assert.That(areas.Sum(area => area.Area), Is.LessThan(Side * Side / 5));
        });
    }

    [Test]
    public void Of_ColouredNameAtTheBorder_HoldsEveryStroke()
    {
        var samples = new byte[Side * Side * 3];
        var strokes = Strokes(0, Side - 18, 1).ToList();
        foreach (var at in strokes)
            samples[(at.Y * Side + at.X) * 3 + 2] = 200;
        var areas = SearchAreas.Of(new TextPicture(Side, Side, 3, samples), Stroke);
        Assert.That(strokes.Where(stroke => !areas.Any(area => area.Contains(stroke))), Is.Empty);
    }

    [Test]
    public void Of_StrokesWiderThanAsked_AreFoundInTheHalvedPicture()
    {
        var samples = new byte[Side * Side];
        foreach (var at in Strokes(60, 60, 6))
            samples[at.Y * Side + at.X] = 200;
        var picture = new TextPicture(Side, Side, 1, samples);
        var halved = picture.Halve();
        var areas = SearchAreas.Of(halved, Stroke);
        Assert.Multiple(() =>
        {
            Assert.That(halved.Width, Is.EqualTo(Side / 2));
            Assert.That(Strokes(30, 30, 3).Where(stroke => !areas.Any(area => area.Contains(stroke))), Is.Empty);
        });
    }

    private static IEnumerable<PixelBox> Strokes(int x, int y, int scale) =>
        from dot in BitmapFont.Dots("DOE J")
        from i in Enumerable.Range(0, scale * scale)
        select new PixelBox(x + dot.X * scale + i % scale, y + dot.Y * scale + i / scale, 1, 1);

    private static TextPicture Ground(Func<int, int, int> grey) =>
        new(Side, Side, 1, Enumerable.Range(0, Side * Side).Select(at => (byte)grey(at % Side, at / Side)).ToArray());
}

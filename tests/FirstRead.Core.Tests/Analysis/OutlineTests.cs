using FirstRead.Core.Analysis.Lesions;

namespace FirstRead.Core.Tests.Analysis;

public sealed class OutlineTests
{
    [TestCase(5)]
    [TestCase(12.3)]
    [TestCase(24)]
    public void Trace_Disc_AreaAndDiameterWithinTwoPercent(double radius)
    {
        var field = Pictures.Disc(64, 64, 31.3, 30.8, radius);
        var outline = OutlineTracing.Trace(field, Regions.Find(field, 0.5).Single(), 0.5);
        Assert.Multiple(() =>
        {
            Assert.That(outline.AreaMm2(new(0.5, 0.8)), Is.EqualTo(Math.PI * radius * radius * 0.4).Within(2).Percent);
            Assert.That(outline.DiameterMm(new(0.5, 0.5)), Is.EqualTo(radius).Within(2).Percent);
            Assert.That(outline.DiameterMm(new(0.5, 0.8)), Is.EqualTo(2 * radius * 0.8).Within(2).Percent);
            Assert.That(outline.Centroid.Column, Is.EqualTo(31.3).Within(0.05));
        });
    }

    [Test]
    public void Trace_DiscOverTheBorder_ClosesAlongIt()
    {
        var field = Pictures.Disc(40, 40, 0, 20, 10);
        var outline = OutlineTracing.Trace(field, Regions.Find(field, 0.5).Single(), 0.5);
        Assert.That(outline.AreaPixels, Is.EqualTo((Math.PI * 50) + 10).Within(2).Percent, "half a disc, and half a pixel to the border");
        Assert.That(outline.Points, Has.All.Matches<PixelPoint>(point => point.Column >= -0.5));
    }

    [Test]
    public void Find_Ring_IsOneFilledRegion()
    {
        var region = Regions.Find(Pictures.Of(
            ".......",
            ".#####.",
            ".#...#.",
            ".#.#.#.",
            ".#...#.",
            ".#####.",
            "......."), 0.5).Single();
        Assert.That(region.Count, Is.EqualTo(25));
    }

    [Test]
    public void Find_CornersTouch_AreTwoRegions() =>
        Assert.That(Regions.Find(Pictures.Of(
            "##...",
            "##...",
            "..##.",
            "..##."), 0.5), Has.Count.EqualTo(2));

    [Test]
    public void Trace_SinglePixel_IsADiamond()
    {
        var field = Pictures.Of("...", ".#.", "...");
        var outline = OutlineTracing.Trace(field, Regions.Find(field, 0.5).Single(), 0.5);
        Assert.That(outline.Points, Has.Count.EqualTo(4));
        Assert.That(outline.AreaPixels, Is.EqualTo(0.5));
    }

    [Test]
    public void Trace_NarrowBridge_PassesBothSides()
    {
        var field = Pictures.Of(
            ".........",
            ".###.###.",
            ".#######.",
            ".###.###.",
            ".........");
        var outline = OutlineTracing.Trace(field, Regions.Find(field, 0.5).Single(), 0.5);
        Assert.That(outline.Points, Is.Unique);
        Assert.That(outline.Points, Has.Count.EqualTo(24));
    }

    [Test]
    public void Trace_AnyNoise_PixelCentresInsideAreTheRegion()
    {
        var random = new Random(7);
        for (var round = 0; round < 50; round++)
        {
            var field = Pictures.Of(16, 16, (_, _) => random.NextDouble());
            foreach (var region in Regions.Find(field, 0.45))
            {
                var outline = OutlineTracing.Trace(field, region, 0.45);
                foreach (var (column, row) in Enumerable.Range(0, 256).Select(index => (index % 16, index / 16)))
                    Assert.That(Winding(outline, column, row), Is.EqualTo(region[column, row]), $"round {round} at {column}, {row}");
            }
        }
    }

    private static bool Winding(Outline outline, double column, double row)
    {
        var inside = false;
        for (var index = 0; index < outline.Points.Count; index++)
        {
            var (a, b) = (outline.Points[index], outline.Points[(index + 1) % outline.Points.Count]);
            // A hair off the grid, so that no corner is met exactly.
            var (x, y) = (column + 1e-7, row + 1e-7);
            if (a.Row > y != b.Row > y && x < ((b.Column - a.Column) * (y - a.Row) / (b.Row - a.Row)) + a.Column)
                inside = !inside;
        }
        return inside;
    }
}

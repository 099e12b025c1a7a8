using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;

namespace FirstRead.Core.Tests.Analysis;

public sealed class OutlineFillingTests
{
    /// <summary>Values at, just above and just below the threshold too: there an outline comes closest to a centre.</summary>
    [Test]
    public void Fill_OutlineOfARandomRegionAsStored_IsThatRegion()
    {
        var random = new Random(20260731);
        float[] values = [0, 0.3f, 0.49999997f, 0.4999f, 0.5f, 0.50000006f, 0.5001f, 0.8f, 1];
        var regions = 0;
        for (var trial = 0; trial < 400; trial++)
        {
            var (columns, rows) = (random.Next(1, 24), random.Next(1, 24));
            var field = new Field(columns, rows, [.. Enumerable.Range(0, columns * rows).Select(_ => values[random.Next(values.Length)])]);
            foreach (var region in Regions.Find(field, 0.5))
            {
                var outline = OutlineTracing.Trace(field, region, 0.5);
                var stored = Outline.Of([.. outline.Points.Select(point => new[] { Math.Round(point.Column, 3), Math.Round(point.Row, 3) })]);
                Assert.That(OutlineFilling.Fill(stored, columns, rows).Pixels(), Is.EquivalentTo(region.Pixels()), $"trial {trial}, {columns} x {rows}");
                regions++;
            }
        }
        Assert.That(regions, Is.GreaterThan(2000));
    }

    [Test]
    public void Fill_HandDrawnLine_TakesTheCentresItGoesAround()
    {
        var square = Outline.Of([[1.4, 1.4], [4.6, 1.4], [4.6, 3.6], [1.4, 3.6]]);
        Assert.That(OutlineFilling.Fill(square, 10, 10).Pixels(), Is.EqualTo(new[] { (2, 2), (3, 2), (4, 2), (2, 3), (3, 3), (4, 3) }));
        var other = Outline.Of([.. square.Points.Reverse().Select(point => new[] { point.Column, point.Row })]);
        Assert.That(OutlineFilling.Fill(other, 10, 10).Count, Is.EqualTo(6), "whichever way it runs");
    }

    [Test]
    public void Fill_LineThatCrossesItself_FillsWhatItGoesAroundTwice()
    {
        // Twice around the same square.
        var twice = Outline.Of([[0.5, 0.5], [4.5, 0.5], [4.5, 4.5], [0.5, 4.5], [0.5, 0.5], [4.5, 0.5], [4.5, 4.5], [0.5, 4.5]]);
        Assert.That(OutlineFilling.Fill(twice, 10, 10).Count, Is.EqualTo(16));
    }

    [Test]
    public void Fill_BeyondThePicture_StaysWithin() =>
        Assert.That(OutlineFilling.Fill(Outline.Of([[-5, -5], [20, -5], [20, 20], [-5, 20]]), 6, 4).Count, Is.EqualTo(24));

    [TestCase(3.4, 2.6, 3, 3)]
    [TestCase(-8.0, 90.0, 0, 7)]
    public void Fill_AroundNoCentre_IsTheNearestPixel(double column, double row, int nearestColumn, int nearestRow) =>
        Assert.That(
            OutlineFilling.Fill(Outline.Of([[column, row], [column + 0.1, row], [column, row + 0.1]]), 10, 8).Pixels(),
            Is.EqualTo(new[] { (nearestColumn, nearestRow) }));
}

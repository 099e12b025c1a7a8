using FirstRead.Core.Analysis.Lesions;

namespace FirstRead.Core.Tests.Analysis;

public sealed class OutlineUnionTests
{
    [TestCase(10, 0, 200, Description = "side by side")]
    [TestCase(5, 0, 150)]
    [TestCase(5, 5, 175)]
    [TestCase(0, 0, 100, Description = "the same twice")]
    [TestCase(30, 30, 200)]
    public void Area_OfTwoSquares_CountsWhatBothCoverOnce(double right, double down, double expected) =>
        Assert.That(OutlineUnion.AreaPixels([Square(0, 0, 10), Square(right, down, 10)]), Is.EqualTo(expected).Within(1e-9));

    [Test]
    public void Area_OfOneInsideAnother_IsTheLargers() =>
        Assert.That(OutlineUnion.AreaPixels([Square(0, 0, 10), Square(2, 3, 4), new([new(1, 1), new(9, 4), new(3, 9)])]), Is.EqualTo(100).Within(1e-9));

    /// <summary>Any shapes in any order: against a count of fine cells.</summary>
    [Test]
    public void Area_OfStars_IsWhatCellsCount([Range(1, 6)] int seed)
    {
        var random = new Random(seed);
        Outline[] stars = [.. Enumerable.Range(0, 3).Select(_ => Star(random))];
        const int cells = 8;
        var counted = 0;
        for (var row = 0; row < 60 * cells; row++)
            for (var column = 0; column < 60 * cells; column++)
                if (stars.Any(star => Holds(star, (column + 0.5) / cells, (row + 0.5) / cells)))
                    counted++;
        Assert.That(OutlineUnion.AreaPixels(stars), Is.EqualTo((double)counted / (cells * cells)).Within(1).Percent);
        Assert.That(OutlineUnion.AreaPixels([.. stars.Reverse()]), Is.EqualTo(OutlineUnion.AreaPixels(stars)).Within(1e-6));
    }

    private static Outline Square(double left, double top, double side) => new([new(left, top), new(left + side, top), new(left + side, top + side), new(left, top + side)]);

    private static Outline Star(Random random)
    {
        var (column, row) = (20 + (20 * random.NextDouble()), 20 + (20 * random.NextDouble()));
        return new([.. Enumerable.Range(0, 14).Select(index => (Angle: index * Math.Tau / 14, Radius: 4 + (14 * random.NextDouble())))
            .Select(corner => new PixelPoint(column + (corner.Radius * Math.Cos(corner.Angle)), row + (corner.Radius * Math.Sin(corner.Angle))))]);
    }

    private static bool Holds(Outline outline, double column, double row)
    {
        var inside = false;
        for (var index = 0; index < outline.Points.Count; index++)
        {
            var (a, b) = (outline.Points[index], outline.Points[(index + 1) % outline.Points.Count]);
            if (a.Row > row != b.Row > row && column < a.Column + ((row - a.Row) / (b.Row - a.Row) * (b.Column - a.Column)))
                inside = !inside;
        }
        return inside;
    }
}

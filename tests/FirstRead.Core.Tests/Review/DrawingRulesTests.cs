using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Review;
using FirstRead.Core.Studies;
using FirstRead.Core.Tests.Analysis;

namespace FirstRead.Core.Tests.Review;

public class DrawingRulesTests
{
    // 64 by 64 pixels each.
    private static readonly Instance[] Images =
    [
        Pictures.Instance("2.25.1", [0, 0, 0]),
        Pictures.Instance("2.25.2", [0, 0, 5]) with { SeriesInstanceUid = "2.25.10", Frames = 3 },
        Pictures.Instance("2.25.3", null) with { Rows = null, Columns = null },
    ];

    private static readonly double[][] Triangle = [[1, 1], [5, 1], [1, 5]];

    [TestCase("2.25.1", 1)]
    [TestCase("2.25.2", 3)]
    public void Faults_OutlineInsideAPicture_HasNone(string picture, int frame) =>
        Assert.That(DrawingRules.Faults([new(picture, frame, Triangle)], Images, null), Is.Empty);

    [Test]
    public void Faults_OutlineAlongThePicturesEdge_HasNone() =>
        Assert.That(DrawingRules.Faults([new("2.25.1", 1, [[-0.5, -0.5], [63.5, -0.5], [63.5, 63.5], [-0.5, 63.5]])], Images, "2.25.9"), Is.Empty);

    [TestCase("2.25.7", 1, "outline 1 lies on no picture of the study")]
    [TestCase("2.25.3", 1, "outline 1 lies on no picture of the study")]
    [TestCase("2.25.2", 1, "outline 1 lies on a picture of another series than the finding")]
    [TestCase("2.25.1", 2, "outline 1 lies on a frame that its picture has not (1 to 1)")]
    [TestCase("2.25.1", 0, "outline 1 lies on a frame that its picture has not (1 to 1)")]
    public void Faults_OutlineElsewhere_NamesThePlace(string picture, int frame, string fault) =>
        Assert.That(DrawingRules.Faults([new(picture, frame, Triangle)], Images, "2.25.9"), Is.EqualTo(new[] { fault }));

    private static IEnumerable<TestCaseData> Shapes =>
    [
        Shape("needs at least three points", [1, 1], [5, 1]),
        Shape("leaves its picture", [1, 1], [63.6, 1], [1, 5]),
        Shape("leaves its picture", [1, 1], [double.PositiveInfinity, 1], [1, 5]),
        Shape("leaves its picture", [1, 1], [double.NaN, 1], [1, 5]),
        Shape("has a point that is not a column and a row", [1, 1], [5, 1, 2], [1, 5]),
        Shape("crosses or touches itself", [1, 1], [5, 5], [5, 1], [1, 5]),
        Shape("crosses or touches itself", [1, 1], [5, 1], [1, 1], [1, 5]),
        Shape("crosses or touches itself", [1, 1], [5, 1], [9, 1]),
        Shape("encloses nothing", [1, 1], [1.01, 1], [1, 1.01]),
    ];

    [TestCaseSource(nameof(Shapes))]
    public void Faults_LineThatIsNoOutline_SaysWhy(string fault, double[][] points) =>
        Assert.That(DrawingRules.Faults([new("2.25.1", 1, Triangle), new("2.25.1", 1, points)], Images, null), Is.EqualTo(new[] { $"outline 2 {fault}" }));

    [Test]
    public void Faults_MoreThanTheMostPoints_IsOne()
    {
        var circle = Circle(DrawingRules.MostPoints, 30);
        Assert.That(DrawingRules.Faults([new("2.25.1", 1, circle)], Images, null), Is.Empty);
        Assert.That(DrawingRules.Faults([new("2.25.1", 1, circle), new("2.25.1", 1, Triangle)], Images, null), Is.EqualTo(new[] { "must not have more than 2000 points together" }));
    }

    [Test]
    public void Faults_NoOutline_IsOne() => Assert.That(DrawingRules.Faults([], Images, null), Is.EqualTo(new[] { "must hold at least one outline" }));

    [TestCase(63.5, 0, null)]
    [TestCase(63.6, 0, "lies outside its picture")]
    [TestCase(double.MinValue, 0, "lies outside its picture")]
    public void Fault_OfAPoint(double column, double row, string? fault) =>
        Assert.That(DrawingRules.Fault(new DrawnPoint("2.25.1", 1, column, row), Images), Is.EqualTo(fault));

    /// <summary>A star around its centre never crosses itself; with two neighbours of a wide step exchanged it does.</summary>
    [Test]
    public void SimplePolygon_RandomStars_AreSimpleUntilTwoPointsChangePlaces()
    {
        var random = new Random(20261122);
        for (var trial = 0; trial < 300; trial++)
        {
            var count = random.Next(4, 40);
            PixelPoint[] star = [.. Enumerable.Range(0, count).Select(index => At(2 * Math.PI * (index + (0.4 * random.NextDouble())) / count, 5 + (20 * random.NextDouble())))];
            Assert.That(SimplePolygon.Is(star), Is.True, $"trial {trial}");
            PixelPoint[] convex = [.. Enumerable.Range(0, count).Select(index => At(2 * Math.PI * index / count, 20))];
            var at = random.Next(count);
            (convex[at], convex[(at + 1) % count]) = (convex[(at + 1) % count], convex[at]);
            Assert.That(SimplePolygon.Is(convex), Is.False, $"trial {trial}");
        }
    }

    [Test]
    public void SimplePolygon_ACornerOnAnotherEdge_Touches() =>
        Assert.That(SimplePolygon.Is([new(0, 0), new(10, 0), new(10, 10), new(5, 0), new(0, 10)]), Is.False);

    private static TestCaseData Shape(string fault, params double[][] points) => new TestCaseData(fault, points).SetArgDisplayNames($"{fault}, {points.Length} points, {points[1][0]}");

    private static double[][] Circle(int count, double radius) =>
        [.. Enumerable.Range(0, count).Select(index => At(2 * Math.PI * index / count, radius)).Select(point => new[] { point.Column, point.Row })];

    private static PixelPoint At(double angle, double radius) => new(32 + (radius * Math.Cos(angle)), 32 + (radius * Math.Sin(angle)));
}

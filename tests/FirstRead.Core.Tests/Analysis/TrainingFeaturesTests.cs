using System.Runtime.InteropServices;
using FirstRead.Core.Analysis.Models;

namespace FirstRead.Core.Tests.Analysis;

public sealed class TrainingFeaturesTests
{
    [Test]
    public void Distance_TwoNearest_IsTheirMean() =>
        // 3 and 4 and 5 away: the nearest two.
        Assert.That(Of(neighbours: 2, unitLength: false, [3, 0, 0, 4, -5, 0]).Distance([0, 0]), Is.EqualTo(3.5).Within(1e-6));

    [Test]
    public void Distance_ManyColumns_IsTheSumByHand()
    {
        // Longer than a vector of the machine, and no multiple of it.
        var random = new Random(20261122);
        var (rows, asked) = (Enumerable.Range(0, 5 * 67).Select(_ => random.NextSingle()).ToArray(), Enumerable.Range(0, 67).Select(_ => random.NextSingle()).ToArray());
        var expected = Enumerable.Range(0, 5).Select(row => Math.Sqrt(asked.Select((value, column) => Math.Pow(value - rows[(row * 67) + column], 2)).Sum())).Order().Take(3).Average();
        Assert.That(new TrainingFeatures(Rule(5, 67, 3, false), rows).Distance(asked), Is.EqualTo(expected).Within(1e-5));
    }

    [Test]
    public void Distance_UnitLength_ForgetsHowLongTheFeaturesAre()
    {
        var seen = Of(neighbours: 1, unitLength: true, [1, 0, 0, 1, -1, 0]);
        Assert.That(seen.Distance([7, 0]), Is.Zero);
        Assert.That(seen.Distance([3, 3]), Is.EqualTo(Math.Sqrt(2 - Math.Sqrt(2))).Within(1e-6));
    }

    [Test]
    public void Distance_NotANumber_IsFartherThanAnything() =>
        Assert.That(Of(neighbours: 1, unitLength: false, [3, 0, 0, 4, -5, 0]).Distance([float.NaN, 0]), Is.EqualTo(double.PositiveInfinity));

    [Test]
    public void Read_FileOfAnotherSize_SaysBoth() =>
        Assert.That(() => TrainingFeatures.Read(Rule(3, 2, 1, false), new byte[20]), Throws.InstanceOf<FormatException>().With.Message.EqualTo("has 20 bytes where 3 rows of 2 numbers take 24"));

    private static TrainingFeatures Of(int neighbours, bool unitLength, float[] rows) =>
        TrainingFeatures.Read(Rule(3, 2, neighbours, unitLength), MemoryMarshal.AsBytes(rows.AsSpan()));

    private static OutOfDistributionRule Rule(int count, int width, int neighbours, bool unitLength) => new("features", "f", "", count, width, neighbours, 1, unitLength);
}

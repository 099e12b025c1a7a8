using FirstRead.Core.Analysis.Models;

namespace FirstRead.Core.Tests.Analysis;

public sealed class RankedTests
{
    [Test]
    public void At_EveryRank_IsWhatSortingGives([Values(1, 2, 7, 500)] int count, [Values(1, 2, 3)] int seed)
    {
        var random = new Random(seed);
        // Few different values, both signs and all that is not finite: ties and edges are met.
        float[] edges = [0, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN];
        var values = new float[count];
        for (var index = 0; index < count; index++)
            values[index] = random.Next(3) switch
            {
                0 => edges[random.Next(edges.Length)],
                1 => random.Next(-5, 5),
                _ => BitConverter.Int32BitsToSingle(random.Next()) * (random.Next(2) - 0.5f),
            };
        var sorted = (float[])values.Clone();
        Array.Sort(sorted);
        Assert.That(Enumerable.Range(1, count).Select(rank => Ranked.At(values, rank)), Is.EqualTo(sorted));
    }

    [TestCase(0)]
    [TestCase(4)]
    public void At_NoSuchRank_IsRefused(int rank) => Assert.That(() => Ranked.At([1, 2, 3], rank), Throws.TypeOf<ArgumentOutOfRangeException>());
}

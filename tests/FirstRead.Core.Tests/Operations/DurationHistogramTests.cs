using FirstRead.Core.Operations.Hours;

namespace FirstRead.Core.Tests.Operations;

public sealed class DurationHistogramTests
{
    [Test]
    public void Quantile_OfNothing_IsNull() => Assert.That(DurationHistogram.Empty.Quantile(0.5), Is.Null);

    [TestCase(0.01)]
    [TestCase(1)]
    [TestCase(90)]
    [TestCase(86_400 * 30)]
    public void Quantile_OfOne_IsThatOneWithinFivePercent(double seconds) =>
        Assert.That(DurationHistogram.Of([TimeSpan.FromSeconds(seconds)]).Quantile(0.5), Is.EqualTo(Math.Max(seconds, 0.05)).Within(5).Percent);

    [Test]
    public void Quantiles_OfManyInParts_AreThoseOfAll()
    {
        var random = new Random(7);
        var all = Enumerable.Range(0, 5000).Select(_ => TimeSpan.FromSeconds(Math.Exp(random.NextDouble() * 10))).ToList();
        var sum = DurationHistogram.Sum(all.Chunk(300).Select(part => DurationHistogram.Of(part)));

        Assert.That(sum.Count, Is.EqualTo(all.Count));
        foreach (var share in (double[])[0.05, 0.5, 0.95, 1])
        {
            var exact = all.Order().ElementAt((int)Math.Ceiling(share * all.Count) - 1).TotalSeconds;
            Assert.That(sum.Quantile(share), Is.EqualTo(exact).Within(5).Percent, $"{share}");
        }
    }

    [Test]
    public void Quantile_OfTheHighest_IsNeverAboveItsBucket() =>
        Assert.That(DurationHistogram.Of([TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromHours(1)]).Quantile(0.5), Is.LessThan(0.1));
}

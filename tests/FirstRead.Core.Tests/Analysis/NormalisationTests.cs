using FirstRead.Core.Analysis.Models;

namespace FirstRead.Core.Tests.Analysis;

public sealed class NormalisationTests
{
    [Test]
    public void Apply_SmallCase_MatchesTheSumByHand()
    {
        // 10 values: rank floor(0.99 * 10) = 9 is 20, so foreground lies above 2: 10, 20, 30, 20. Mean 20, population deviation sqrt(50).
        var target = new float[10];
        new ForegroundNormalisation(0.99, 0.1, -3, 5).Apply([0, 0, 0, 0, 0, 2, 10, 20, 30, 20], target);
        var unit = 1 / Math.Sqrt(50);
        Assert.That(target, Is.EqualTo(new[] { -20, -20, -20, -20, -20, -18, -10, 0, 10, 0 }.Select(value => (float)Math.Max(-3, value * unit))).Within(1e-6));
    }

    [Test]
    public void Apply_BrightSpot_IsClippedAtTheMaximum()
    {
        var values = Enumerable.Repeat(1f, 999).Append(1000f).ToArray();
        var target = new float[1000];
        new ForegroundNormalisation(0.99, 0.1, -3, 5).Apply(values, target);
        Assert.That(target[^1], Is.EqualTo(5));
    }

    [Test]
    public void Apply_EmptyPicture_StaysFinite()
    {
        var target = new float[16];
        new ForegroundNormalisation(0.99, 0.1, -3, 5).Apply(new float[16], target);
        Assert.That(target, Is.All.EqualTo(0));
    }
}

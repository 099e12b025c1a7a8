using FirstRead.Core.Launching;
using FirstRead.Testing;

namespace FirstRead.Core.Tests.Launching;

public sealed class TaskDaysTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Test]
    public void Of_WithinADay_IsOnePart() => Assert.That(
        TaskDays.Of(Noon, Noon.AddHours(1)), Is.EqualTo(new[] { (new DateOnly(2026, 11, 23), TimeSpan.FromHours(1)) }));

    [Test]
    public void Of_AnotherZonesClock_CountsUtcDays() => Assert.That(
        TaskDays.Of(Noon.ToOffset(TimeSpan.FromHours(14)), Noon.AddHours(1)), Is.EqualTo(new[] { (new DateOnly(2026, 11, 23), TimeSpan.FromHours(1)) }));

    [Test]
    public void Of_EndBeforeBeginning_IsNothing() => Assert.That(TaskDays.Of(Noon, Noon.AddSeconds(-1)), Is.Empty);

    [Test]
    public void Of_NoBeginning_IsTheLongestThereIs() => Assert.That(
        TaskDays.Of(default, Given.Now).Aggregate(TimeSpan.Zero, (sum, part) => sum + part.Time), Is.EqualTo(TaskDays.Longest));
}

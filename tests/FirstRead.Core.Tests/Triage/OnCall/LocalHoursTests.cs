using FirstRead.Core.Triage.OnCall;

namespace FirstRead.Core.Tests.Triage.OnCall;

public sealed class LocalHoursTests
{
    // Days on which a clock is set: an hour, half an hour, over midnight, both ways round the equator; and a zone that never does.
    private static readonly object[] ClockChanges =
    [
        new object[] { "Europe/Berlin", 2026, 3, 29 },
        new object[] { "Europe/Berlin", 2026, 10, 25 },
        new object[] { "America/New_York", 2026, 3, 8 },
        new object[] { "America/New_York", 2026, 11, 1 },
        new object[] { "America/Havana", 2026, 3, 8 },
        new object[] { "America/Havana", 2026, 11, 1 },
        new object[] { "Australia/Lord_Howe", 2026, 4, 5 },
        new object[] { "Australia/Lord_Howe", 2026, 10, 4 },
        new object[] { "Asia/Kolkata", 2026, 3, 29 },
    ];

    [TestCaseSource(nameof(ClockChanges))]
    public void Covers_RandomHoursWhenTheClockIsSet_IsWhatTheClockOnTheWallSays(string zone, int year, int month, int day)
    {
        var random = new Random(20261122);
        var wall = new SimpleZone(zone, new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero).AddDays(-3), 7);
        var inside = wall.Minutes.Skip(2 * 24 * 60).Take(3 * 24 * 60).ToList();
        for (var tries = 0; tries < 60; tries++)
        {
            var days = Enum.GetValues<DayOfWeek>().Where(_ => random.Next(3) > 0).ToArray();
            var hours = new LocalHours(zone, HalfHour(random, tries), HalfHour(random, tries), days);
            for (var instants = 0; instants < 40; instants++)
            {
                var instant = inside[random.Next(inside.Count)];
                var said = wall.Covers(hours.From, hours.To, date => days.Contains(date.DayOfWeek), instant);
                Assert.That(hours.Covers(instant), Is.EqualTo(said), $"{hours.From}-{hours.To} at {instant:O}");
            }
        }
    }

    [TestCaseSource(nameof(ClockChanges))]
    public void Covers_HoursThatAdjoinOnTheWall_CoverEveryMinuteOnce(string zone, int year, int month, int day)
    {
        LocalHours[] shifts = [Hours("02:30", "08:00"), Hours("08:00", "23:30"), Hours("23:30", "00:15"), Hours("00:15", "02:30")];
        var start = new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero).AddDays(-1);
        for (var minute = 0; minute < 3 * 24 * 60; minute += 5)
            Assert.That(shifts.Count(shift => shift.Covers(start.AddMinutes(minute))), Is.EqualTo(1), $"{start.AddMinutes(minute):O}");

        LocalHours Hours(string from, string to) => new(zone, TimeOnly.Parse(from), TimeOnly.Parse(to));
    }

    [Test]
    public void Covers_TheSkippedHour_IsNobodys_AndTheHourThatComesTwiceIsOnesForTwo()
    {
        var hours = new LocalHours("Europe/Berlin", new TimeOnly(2, 0), new TimeOnly(3, 0));
        var spring = Enumerable.Range(0, 24 * 60).Count(minute => hours.Covers(new DateTimeOffset(2026, 3, 28, 23, 0, 0, TimeSpan.Zero).AddMinutes(minute)));
        var autumn = Enumerable.Range(0, 25 * 60).Count(minute => hours.Covers(new DateTimeOffset(2026, 10, 24, 22, 0, 0, TimeSpan.Zero).AddMinutes(minute)));
        Assert.That((spring, autumn), Is.EqualTo((0, 120)));
    }

    [Test]
    public void Covers_BoundsOfDays_AreThoseOnWhichTheHoursBegin()
    {
        var night = new LocalHours("Europe/Berlin", new TimeOnly(20, 0), new TimeOnly(8, 0), FirstDay: new DateOnly(2026, 12, 24), LastDay: new DateOnly(2026, 12, 24));
        Assert.That(
            new[] { "2026-12-24T07:00+01:00", "2026-12-24T20:00+01:00", "2026-12-25T07:59+01:00", "2026-12-25T08:00+01:00", "2026-12-25T20:00+01:00" }.Select(at => night.Covers(DateTimeOffset.Parse(at))),
            Is.EqualTo(new[] { false, true, true, false, false }));
    }

    // Every other try near the hours at which clocks are set.
    private static TimeOnly HalfHour(Random random, int tries) => new TimeOnly(0, 0).AddMinutes(30 * (tries % 2 == 0 ? random.Next(48) : random.Next(8)));
}

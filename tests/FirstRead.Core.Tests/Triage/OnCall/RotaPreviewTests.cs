using FirstRead.Core.Triage.OnCall;

namespace FirstRead.Core.Tests.Triage.OnCall;

public sealed class RotaPreviewTests
{
    /// <summary>Two days before clocks go back in Berlin (25 October 2026, 03:00 to 02:00).</summary>
    private static readonly DateTimeOffset Friday = new(2026, 10, 23, 0, 0, 0, TimeSpan.Zero);

    private static readonly Rota Rota = new(
        [
            new Person("ann", "Dr. Ann", [MessageChannel.Sms], "+493000000001"),
            new Person("ben", "Dr. Ben", [MessageChannel.Sms], "+493000000002", new LocalHours("Europe/Berlin", new(22, 0), new(7, 0))),
        ],
        [
            new Shift("ann", 2, new LocalHours("Europe/Berlin", new(8, 0), new(20, 0))),
            new Shift("ben", 1, new LocalHours("UTC", new(0, 0), new(0, 0))),
        ],
        [new Override("Europe/Berlin", new(2026, 10, 24, 12, 0, 0), new(2026, 10, 24, 13, 0, 0), Person: "ann")],
        "ann");

    [Test]
    public void Of_ARota_IsAtEachInstantWhatTheRotaSays()
    {
        var spans = RotaPreview.Of(Rota, Friday, TimeSpan.FromDays(7));

        Assert.That(spans[0].From, Is.EqualTo(Friday));
        Assert.That(spans[^1].To, Is.EqualTo(Friday.AddDays(7)));
        Assert.That(spans.Zip(spans.Skip(1)).All(pair => pair.First.To == pair.Second.From), Is.True, "no gaps");
        for (var instant = Friday; instant < Friday.AddDays(7); instant += TimeSpan.FromMinutes(7))
        {
            var span = spans.Single(span => span.From <= instant && instant < span.To);
            Assert.That(span.Order.Persons, Is.EqualTo(Rota.OrderAt(instant).Persons), $"{instant:u}");
        }
    }

    [Test]
    public void Of_TheDayTheClockGoesBack_ShiftsByTheClockOnTheWall()
    {
        var starts = RotaPreview.Of(Rota with { Overrides = [], Fallback = "ben" }, Friday, TimeSpan.FromDays(7)).Select(span => span.From).ToList();
        Assert.That(starts, Has.Member(new DateTimeOffset(2026, 10, 24, 6, 0, 0, TimeSpan.Zero)), "08:00 of summer");
        Assert.That(starts, Has.Member(new DateTimeOffset(2026, 10, 26, 7, 0, 0, TimeSpan.Zero)), "08:00 of winter");
    }

    [Test]
    public void Of_AnUnknownZone_IsOneSpanThatSaysSo()
    {
        var lost = Rota with { Shifts = [Rota.Shifts[0] with { Hours = Rota.Shifts[0].Hours with { Zone = "Europe/Atlantis" } }] };
        Assert.That(RotaPreview.Of(lost, Friday, TimeSpan.FromDays(7)).Select(span => span.Order.Problem), Is.EqualTo(new[] { CallOrder.UnknownTimeZone }));
    }
}

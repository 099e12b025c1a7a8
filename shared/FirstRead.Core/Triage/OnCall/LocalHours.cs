namespace FirstRead.Core.Triage.OnCall;

/// <summary>
/// Hours of the day as people of one time zone keep them. Each day's hours begin at the first instant at which a clock on
/// that wall shows <paramref name="From"/> or later, and end likewise at <paramref name="To"/>. So hours that adjoin on the
/// wall adjoin in time, on the days that daylight saving makes longer or shorter too.
/// </summary>
/// <param name="Zone">IANA name, e.g. <c>Europe/Berlin</c>.</param>
/// <param name="To">Not after <paramref name="From"/>: on the next day. The same: the whole day.</param>
/// <param name="Days">On which days the hours begin; null: on all.</param>
/// <param name="FirstDay">The first and the last day on which the hours begin; null: no bound.</param>
public sealed record LocalHours(
    string Zone, TimeOnly From, TimeOnly To, IReadOnlyList<DayOfWeek>? Days = null, DateOnly? FirstDay = null, DateOnly? LastDay = null)
{
    /// <exception cref="TimeZoneNotFoundException">The system knows no such zone.</exception>
    public bool Covers(DateTimeOffset instant)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Zone);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
        // Hours over midnight began the day before; and a clock set back over midnight shows yesterday again.
        for (var day = today.AddDays(-1); day <= today.AddDays(1); day = day.AddDays(1))
            if (BeginOn(day) && LocalTimes.InstantOf(day.ToDateTime(From), zone) <= instant && instant < LocalTimes.InstantOf(EndOf(day), zone))
                return true;
        return false;
    }

    /// <summary>When the hours of the days around begin and end; some of the instants may lie outside.</summary>
    /// <exception cref="TimeZoneNotFoundException">The system knows no such zone.</exception>
    public IEnumerable<DateTimeOffset> EdgesBetween(DateTimeOffset from, DateTimeOffset to)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Zone);
        var last = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(to, zone).DateTime).AddDays(1);
        for (var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime).AddDays(-1); day <= last; day = day.AddDays(1))
        {
            yield return LocalTimes.InstantOf(day.ToDateTime(From), zone);
            yield return LocalTimes.InstantOf(EndOf(day), zone);
        }
    }

    public IEnumerable<string> Problems()
    {
        if (LocalTimes.ProblemOf(Zone) is { } problem)
            yield return $"zone {problem}";
        if (Days is { Count: 0 })
            yield return "days must name a day, or be left out";
        if (FirstDay > LastDay)
            yield return "firstDay must not lie after lastDay";
    }

    private bool BeginOn(DateOnly day) => Days?.Contains(day.DayOfWeek) != false && !(day < FirstDay) && !(day > LastDay);

    private DateTime EndOf(DateOnly day) => (To > From ? day : day.AddDays(1)).ToDateTime(To);
}

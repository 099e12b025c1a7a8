namespace FirstRead.Core.Tests.Triage.OnCall;

/// <summary>A zone's clock on the wall, minute by minute over a few days: the specification, and nothing clever.</summary>
internal sealed class SimpleZone
{
    private readonly DateTimeOffset start;
    private readonly DateTime[] wall;
    private readonly DateOnly[] days;
    private readonly Dictionary<DateTime, int> firsts = [];

    public SimpleZone(string zone, DateTimeOffset start, int length)
    {
        this.start = start;
        var info = TimeZoneInfo.FindSystemTimeZoneById(zone);
        wall = [.. Enumerable.Range(0, length * 24 * 60).Select(minute => TimeZoneInfo.ConvertTime(start.AddMinutes(minute), info).DateTime)];
        days = [.. wall.Select(DateOnly.FromDateTime).Distinct()];
    }

    public IEnumerable<DateTimeOffset> Minutes => Enumerable.Range(0, wall.Length).Select(minute => start.AddMinutes(minute));

    /// <summary>The first minute at which the wall shows this or later; null outside of the days.</summary>
    public DateTimeOffset? First(DateTime local)
    {
        if (!firsts.TryGetValue(local, out var minute))
            minute = firsts[local] = Array.FindIndex(wall, shown => shown >= local);
        return minute > 0 ? start.AddMinutes(minute) : null;
    }

    /// <summary>Whether hours that begin on some day of these cover the instant.</summary>
    public bool Covers(TimeOnly from, TimeOnly to, Func<DateOnly, bool> beginsOn, DateTimeOffset instant) => days
        .Where(beginsOn)
        .Any(day => First(day.ToDateTime(from)) <= instant && First((to > from ? day : day.AddDays(1)).ToDateTime(to)) > instant);
}

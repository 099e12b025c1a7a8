namespace FirstRead.Core.Triage.OnCall;

/// <summary>From the clock on a wall to the instant.</summary>
public static class LocalTimes
{
    /// <summary>
    /// The first instant at which clocks of the zone show this time or a later one: where it is skipped, the end of the gap;
    /// where it comes twice, the first.
    /// </summary>
    public static DateTimeOffset InstantOf(DateTime local, TimeZoneInfo zone)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(local))
        {
            local = local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute));
            while (zone.IsInvalidTime(local))
                local = local.AddMinutes(1);
        }
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>What is wrong with a zone's name; null when it can be used here.</summary>
    public static string? ProblemOf(string? zone)
    {
        if (string.IsNullOrEmpty(zone))
            return "is missing";
        try
        {
            TimeZoneInfo.FindSystemTimeZoneById(zone);
            return null;
        }
        catch (Exception unknown) when (unknown is TimeZoneNotFoundException or InvalidTimeZoneException or System.Security.SecurityException)
        {
            return $"'{zone}' is no IANA time zone that is known here";
        }
    }
}

namespace FirstRead.Core.Triage.OnCall;

/// <summary>Hours in which a person is on call.</summary>
/// <param name="Person">An id.</param>
/// <param name="Level">1 is called first; of one level, the one that stands first in the rota.</param>
public sealed record Shift(string Person, int Level, LocalHours Hours)
{
    public const int LastLevel = 9;

    public IEnumerable<string> Problems()
    {
        if (Level is < 1 or > LastLevel)
            yield return $"level must be 1 to {LastLevel}";
        foreach (var problem in Hours.Problems())
            yield return $"hours.{problem}";
    }
}

/// <summary>A change to the shifts for some time: a holiday, an exchange, an illness.</summary>
/// <param name="From">On the zone's clocks, as <see cref="LocalHours"/> has them; it ends before <paramref name="To"/>.</param>
/// <param name="Replaces">Whose place is taken, where it is on call; null: the person is called before everyone.</param>
/// <param name="Person">Who takes it; null: nobody.</param>
public sealed record Override(string Zone, DateTime From, DateTime To, string? Replaces = null, string? Person = null)
{
    /// <summary>The two instants at which it begins and ends.</summary>
    /// <exception cref="TimeZoneNotFoundException">The system knows no such zone.</exception>
    public (DateTimeOffset From, DateTimeOffset To) Edges()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(Zone);
        return (LocalTimes.InstantOf(From, zone), LocalTimes.InstantOf(To, zone));
    }

    public bool Covers(DateTimeOffset instant) => Edges() is var (from, to) && from <= instant && instant < to;

    public IEnumerable<string> Apply(IEnumerable<string> order)
    {
        if (Replaces is null)
            return [Person!, .. order];
        return order.Select(person => person == Replaces ? Person : person).OfType<string>();
    }

    public IEnumerable<string> Problems()
    {
        if (Replaces is null && Person is null)
            yield return "must name replaces, person, or both";
        if (LocalTimes.ProblemOf(Zone) is { } problem)
            yield return $"zone {problem}";
        if (From >= To)
            yield return "from must lie before to";
    }
}

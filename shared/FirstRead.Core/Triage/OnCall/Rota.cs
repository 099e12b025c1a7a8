namespace FirstRead.Core.Triage.OnCall;

/// <summary>Who is called, when, and in which order. Immutable: a change is another rota.</summary>
/// <param name="Overrides">Applied in their order.</param>
/// <param name="Fallback">Id of the person called last, and the only one when nobody is on call.</param>
public sealed record Rota(IReadOnlyList<Person> Persons, IReadOnlyList<Shift> Shifts, IReadOnlyList<Override> Overrides, string? Fallback = null)
{
    public static readonly Rota Empty = new([], [], []);

    /// <summary>One phone, always.</summary>
    public static Rota OfOne(string name, string phone)
    {
        var person = new Person("on-call", name, [MessageChannel.Sms], phone);
        return new Rota([person], [new Shift(person.Id, 1, new LocalHours("UTC", default, default))], [], person.Id);
    }

    public Person? Find(string? id) => id is null ? null : Persons.FirstOrDefault(person => person.Id == id);

    /// <summary>
    /// On call at the instant, whom to call first at the front: by level, overrides applied; who has quiet hours then stands
    /// behind those who have none. The fall-back person is not among them unless on call.
    /// </summary>
    /// <exception cref="TimeZoneNotFoundException">A zone is not known here.</exception>
    public IReadOnlyList<Person> OnCallAt(DateTimeOffset instant)
    {
        var order = Shifts.Where(shift => shift.Hours.Covers(instant)).OrderBy(shift => shift.Level).Select(shift => shift.Person);
        foreach (var change in Overrides.Where(change => change.Covers(instant)))
            order = change.Apply(order);
        return [.. order.Distinct().Select(Find).OfType<Person>().OrderBy(person => person.IsQuietAt(instant))];
    }

    /// <summary>Whom to call, one after the other. Never throws for what a rota says: who cannot tell who is on call calls everyone.</summary>
    public CallOrder OrderAt(DateTimeOffset instant)
    {
        try
        {
            var onCall = OnCallAt(instant);
            return new CallOrder(
                [.. onCall.Concat(Persons.Where(person => person.Id == Fallback)).Distinct()],
                onCall.Count > 0 ? null : CallOrder.NobodyOnCall);
        }
        catch (Exception broken) when (broken is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            // Better a person too many than nobody.
            return new CallOrder([.. Persons.OrderBy(person => person.Id != Fallback)], CallOrder.UnknownTimeZone);
        }
    }

    /// <summary>What is wrong, each with the member it is about; empty when the rota may be used.</summary>
    public IReadOnlyList<string> Problems() =>
    [
        .. Of("persons", Persons, person => person.Problems()),
        .. Persons.GroupBy(person => person.Id).Where(same => same.Count() > 1).Select(same => $"persons: the id '{same.Key}' is given twice"),
        .. Of("shifts", Shifts, shift => [.. shift.Problems(), .. Unknown("person", shift.Person)]),
        .. Of("overrides", Overrides, change => [.. change.Problems(), .. Unknown("person", change.Person), .. Unknown("replaces", change.Replaces)]),
        .. Fallback is null ? ["fallback is missing: who is called when nobody is on call"] : Unknown("fallback", Fallback),
    ];

    private static IEnumerable<string> Of<T>(string member, IReadOnlyList<T> items, Func<T, IEnumerable<string>> problems) =>
        items.SelectMany((item, index) => problems(item).Select(problem => $"{member}[{index}].{problem}"));

    private IEnumerable<string> Unknown(string member, string? id) => id is null || Find(id) is not null ? [] : [$"{member} '{id}' is none of the persons"];
}

/// <param name="Persons">Whom to call first at the front.</param>
/// <param name="Problem">A stable code of what an operator must mend; null when all is well.</param>
public sealed record CallOrder(IReadOnlyList<Person> Persons, string? Problem)
{
    public const string NobodyOnCall = "nobody-on-call";
    public const string UnknownTimeZone = "unknown-time-zone";
}

/// <summary>The rota as stored, read anew for each message.</summary>
public interface IRota
{
    /// <summary>Strongly consistent; <see cref="Rota.Empty"/> where none was entered.</summary>
    Task<Rota> GetAsync(CancellationToken cancel);
}

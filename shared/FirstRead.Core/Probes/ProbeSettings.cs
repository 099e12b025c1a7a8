using System.Globalization;
using System.Text.RegularExpressions;
using FirstRead.Core.Settings;
using FirstRead.Core.Triage.OnCall;

namespace FirstRead.Core.Probes;

/// <summary>When a test study is made, whose phone it calls, and how soon it must be acknowledged.</summary>
/// <param name="Phones">E.164, in the order in which they are called; empty: there are no test studies.</param>
/// <param name="Hour">Of the day in <paramref name="Zone"/>; null: only when somebody asks.</param>
/// <param name="Zone">An IANA time zone.</param>
/// <param name="AnswerWithin">From when it was planned until it counts as overdue.</param>
/// <param name="Kept">After which everything of it is removed.</param>
public sealed partial record ProbeSettings(IReadOnlyList<string> Phones, int? Hour, string Zone, TimeSpan AnswerWithin, TimeSpan Kept)
{
    private const int StandardSeconds = 2 * 3600;
    private const int StandardDays = 7;

    /// <summary>A day's study must not be planned again because its row is gone.</summary>
    private const int FewestDays = 2;
    private const int MostDays = 90;

    public static ProbeSettings None { get; } = new([], null, "UTC", TimeSpan.FromSeconds(StandardSeconds), TimeSpan.FromDays(StandardDays));

    public bool On => Phones.Count > 0;

    /// <summary>The test phones as a rota: always on call, one after the other. Nobody else is in it.</summary>
    public Rota Rota
    {
        get
        {
            var always = new LocalHours("UTC", default, default);
            var persons = Phones.Select((phone, index) => new Person($"test-phone-{index + 1}", $"Test phone {index + 1}", [MessageChannel.Sms], phone)).ToList();
            return new Rota(persons, [.. persons.Take(Shift.LastLevel).Select((person, index) => new Shift(person.Id, index + 1, always))], [], persons.FirstOrDefault()?.Id);
        }
    }

    /// <exception cref="SettingException">One is wrong.</exception>
    public static ProbeSettings Read(EnvironmentReader environment)
    {
        var phones = environment.List(EnvironmentNames.TestPhones);
        if (!phones.All(PhonePattern().IsMatch) || phones.Count > Shift.LastLevel)
            throw new SettingException(EnvironmentNames.TestPhones, $"must be at most {Shift.LastLevel} numbers of E.164, comma-separated");
        return new ProbeSettings(
            phones,
            environment.Optional(EnvironmentNames.TestStudyHour) is null ? null : environment.Integer(EnvironmentNames.TestStudyHour, 0, 0, 23),
            environment.Optional(EnvironmentNames.TestStudyZone) ?? "UTC",
            TimeSpan.FromSeconds(environment.Integer(EnvironmentNames.TestStudyAnswerSeconds, StandardSeconds, 1, 86_400)),
            TimeSpan.FromDays(environment.Integer(EnvironmentNames.TestStudyDays, StandardDays, FewestDays, MostDays)));
    }

    /// <summary>The day whose study should stand by now; null before its hour, and where none is made by itself.</summary>
    public DateOnly? DayAt(DateTimeOffset now)
    {
        if (!On || Hour is not { } hour)
            return null;
        var local = TimeZoneInfo.ConvertTime(now, ZoneInfo());
        return local.Hour >= hour ? DateOnly.FromDateTime(local.DateTime) : null;
    }

    public static string IdOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>At an hour that is off rather than not at all.</summary>
    private TimeZoneInfo ZoneInfo()
    {
        try
        {
            return TimeZoneInfo.FindSystemTimeZoneById(Zone);
        }
        catch (Exception unknown) when (unknown is TimeZoneNotFoundException or InvalidTimeZoneException)
        {
            return TimeZoneInfo.Utc;
        }
    }

    [GeneratedRegex(@"\A\+[1-9][0-9]{7,14}\z")]
    private static partial Regex PhonePattern();
}

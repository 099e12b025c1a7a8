using System.Globalization;
using System.Text.RegularExpressions;
using FirstRead.Core.Triage.OnCall;

namespace FirstRead.Cdk;

/// <summary>The daily test study, as the context has it.</summary>
/// <param name="Phones">Context <c>testPhones</c>: E.164, with commas between, called one after the other; none: no test study.</param>
/// <param name="Hour">Context <c>testStudyHour</c>: 0 to 23, in <paramref name="Zone"/>.</param>
/// <param name="Zone">Context <c>testStudyZone</c>: an IANA time zone.</param>
/// <param name="AnswerMinutes">Context <c>testStudyAnswerMinutes</c>: within which somebody must acknowledge it.</param>
/// <param name="Days">Context <c>testStudyDays</c>: how long it is kept.</param>
public sealed partial record TestStudySettings(IReadOnlyList<string> Phones, int Hour, string Zone, int AnswerMinutes, int Days)
{
    /// <exception cref="ArgumentException">A value is out of range; the message names it.</exception>
    public static TestStudySettings Read(Func<string, string?> context)
    {
        var phones = (context("testPhones") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (!phones.All(PhonePattern().IsMatch) || phones.Length > Shift.LastLevel)
            throw new ArgumentException($"Context testPhones must be at most {Shift.LastLevel} numbers as +4930123456, with commas between.");
        var zone = context("testStudyZone") ?? "UTC";
        if (LocalTimes.ProblemOf(zone) is { } problem)
            throw new ArgumentException($"Context testStudyZone {problem}.");
        return new TestStudySettings(
            phones,
            Number(context, "testStudyHour", 7, 0, 23),
            zone,
            Number(context, "testStudyAnswerMinutes", 120, 5, 1440),
            Number(context, "testStudyDays", 7, 2, 90));
    }

    private static int Number(Func<string, string?> context, string name, int standard, int least, int most) => context(name) switch
    {
        null => standard,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        _ => throw new ArgumentException($"Context {name} must be a whole number from {least} to {most}."),
    };

    [GeneratedRegex(@"\A\+[1-9][0-9]{7,14}\z")]
    private static partial Regex PhonePattern();
}

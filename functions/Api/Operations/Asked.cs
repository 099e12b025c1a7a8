using System.Globalization;
using System.Text.RegularExpressions;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Operations;

/// <summary>What the endpoints of the area ask alike: days, and why.</summary>
internal static partial class Asked
{
    public const int MostDays = 31;
    private const int LongestReason = 500;

    /// <summary>Days of <c>from</c> and <c>to</c>, UTC, both included; without them today.</summary>
    public static (IReadOnlyList<DateOnly> Days, Problem? Problem) Days(Call call, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (Day(call.Query("to"), today) is not { } to)
            return ([], Problems.InvalidBody("to", "must be a day, yyyy-MM-dd"));
        if (Day(call.Query("from"), to) is not { } from || from > to || to.DayNumber - from.DayNumber >= MostDays)
            return ([], Problems.InvalidBody("from", $"must be a day, yyyy-MM-dd, at most {MostDays} days up to the last"));
        return ([.. Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays)], null);
    }

    /// <summary>Null for what is no day.</summary>
    public static DateOnly? Day(string? text, DateOnly standard) => text is null
        ? standard
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    public static Problem? ProblemOfReason(string? reason) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason ? Problems.InvalidBody("reason", $"must be 1 to {LongestReason} characters") : null;

    /// <summary>Null for what is no clinic's id.</summary>
    public static ClinicId? Clinic(string? text)
    {
        try
        {
            return text is null ? null : ClinicId.Parse(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>A document's faults, each a member's path and what is wrong with it, as problem details have them.</summary>
    /// <param name="member">Of the body that holds the document.</param>
    public static Problem ProblemOfDocument(string member, IEnumerable<string> faults) => Problems.InvalidBody(faults
        .Select(fault => PathOf().Match(fault))
        .GroupBy(match => match.Groups["path"] is { Length: > 0 } path ? $"{member}.{path.Value}" : member)
        .ToDictionary(same => same.Key, same => same.Select(match => match.Groups["fault"].Value).ToArray()));

    public static Task AuditAsync(this ApiPorts ports, Call call, string subject, string act, string why) =>
        ports.Audit.AppendAsync(new AuditEvent(subject, call.Caller.Subject, act, why, ports.Clock.GetUtcNow()), call.Cancelled);

    /// <summary>As the documents' rules and the reader of JSON write it: <c>persons[0].phone must be …</c>, <c>rules: the last …</c>, <c>$.shifts[0].level: …</c>.</summary>
    [GeneratedRegex(@"\A(?:\$\.?(?<path>[^\s:]*):\s*|(?<path>(?:persons|shifts|overrides|rules|fallback)(?:\[\d+\])?(?:\.(?!must )\w+(?:\[\d+\])?)*)[.:]?\s*)?(?<fault>.*)\z", RegexOptions.Singleline)]
    private static partial Regex PathOf();
}

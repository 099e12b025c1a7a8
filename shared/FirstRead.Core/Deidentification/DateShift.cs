using System.Globalization;
using System.Text.RegularExpressions;

namespace FirstRead.Core.Deidentification;

/// <summary>
/// Moves dates back by whole days, as exact as they came (PS3.5 6.2 DA, TM, DT); the dotted form of ACR-NEMA becomes today's. A
/// partial date stands for its first day, so that it always changes. What does not parse gives null and is removed by the caller.
/// </summary>
internal static partial class DateShift
{
    /// <param name="value">One DA or DT value, trimmed.</param>
    public static string? Shift(string value, int daysBack)
    {
        var match = Form().Match(value);
        if (!match.Success)
            return null;
        var text = value[..match.Groups["date"].Length].Replace(".", "", StringComparison.Ordinal);
        var full = text[..4] + (text.Length >= 6 ? text[4..6] : "01") + (text.Length == 8 ? text[6..] : "01");
        if (!DateOnly.TryParseExact(full, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) || date.DayNumber <= daysBack)
            return null;
        if (match.Groups["time"] is { Success: true } time && !IsTime(time.Value))
            return null;
        return date.AddDays(-daysBack).ToString("yyyyMMdd"[..text.Length], CultureInfo.InvariantCulture) + value[match.Groups["date"].Length..];
    }

    /// <summary>The way back: the date that was moved back by so many days. Null for what is none, and for a part of a date, whose day is lost.</summary>
    public static string? Restore(string value, int daysBack)
    {
        var match = Form().Match(value);
        return match.Success && match.Groups["date"].Length == 8
            && DateOnly.TryParseExact(match.Groups["date"].Value, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date.DayNumber + daysBack <= DateOnly.MaxValue.DayNumber
            ? date.AddDays(daysBack).ToString("yyyyMMdd", CultureInfo.InvariantCulture) + value[8..]
            : null;
    }

    /// <summary>Whether the text is one TM value.</summary>
    public static bool IsTime(string value)
    {
        var match = Time().Match(value);
        return match.Success && Below("hour", 24) && Below("minute", 60) && Below("second", 61);

        bool Below(string part, int bound) => match.Groups[part] is not { Success: true } group || int.Parse(group.Value, CultureInfo.InvariantCulture) < bound;
    }

    /// <summary>Whether the text is a zone as (0008,0201) has it.</summary>
    public static bool IsZone(string value) => Zone().IsMatch(value);

    [GeneratedRegex(@"\A(?<date>[0-9]{4}\.[0-9]{2}\.[0-9]{2}|[0-9]{4}(?:[0-9]{2}){0,2})(?:(?<=[0-9]{8})(?<time>[0-9]{2}(?:[0-9]{2}){0,2}(?:\.[0-9]{1,6})?))?(?:[+-][01][0-9][0-5][0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"\A(?<hour>[0-9]{2})(?::?(?<minute>[0-9]{2})(?::?(?<second>[0-9]{2})(?:\.[0-9]{1,6})?)?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    [GeneratedRegex(@"\A[+-][01][0-9][0-5][0-9]\z", RegexOptions.CultureInvariant)]
    private static partial Regex Zone();
}

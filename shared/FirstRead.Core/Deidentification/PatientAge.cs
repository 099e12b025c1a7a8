using System.Globalization;
using System.Text.RegularExpressions;

namespace FirstRead.Core.Deidentification;

/// <summary>An age that tells a clinician enough and an outsider little: months under 2 years, 090Y for all above 89 (45 CFR 164.514(b)(2)(i)(C)).</summary>
internal static partial class PatientAge
{
    private const int OldestYears = 90;

    /// <summary>The age (PS3.5 6.2 AS) on the study's date, or what the file says of it; null when neither can be read.</summary>
    public static string? Of(string? birthDate, string? studyDate, string? recordedAge)
    {
        if (Parse(birthDate) is { } born && Parse(studyDate) is { } studied && born <= studied)
        {
            var months = (studied.Year - born.Year) * 12 + studied.Month - born.Month - (studied.Day < born.Day ? 1 : 0);
            return FromMonths(months);
        }
        return recordedAge is null ? null : Coarsen(recordedAge);
    }

    /// <summary>A recorded age in that form; null when it is no age.</summary>
    public static string? Coarsen(string age)
    {
        var match = Form().Match(age.Trim());
        if (!match.Success)
            return null;
        var number = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return match.Groups[2].Value switch
        {
            "D" => FromMonths((int)(number / 30.4375)),
            "W" => FromMonths((int)(number * 7 / 30.4375)),
            "M" => FromMonths(number),
            _ => FromMonths(number * 12),
        };
    }

    private static string FromMonths(int months) => months < 24 ? $"{months:D3}M" : $"{Math.Min(months / 12, OldestYears):D3}Y";

    private static DateOnly? Parse(string? value) =>
        DateOnly.TryParseExact(value?.Trim().Replace(".", "", StringComparison.Ordinal), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    [GeneratedRegex(@"\A([0-9]{3})([DWMY])\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}

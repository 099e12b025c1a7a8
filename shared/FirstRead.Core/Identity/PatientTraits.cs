using System.Globalization;

namespace FirstRead.Core.Identity;

/// <summary>What tells two people under one PatientID apart, in a form in which spelling does not matter.</summary>
internal static class PatientTraits
{
    private static readonly HashSet<string> Placeholders =
    [
        "ANON", "ANONYMOUS", "ANONYMIZED", "ANONYMISED", "DEFAULT", "DUMMY", "EMERGENCY", "EMPTY", "JOHNDOE", "JANEDOE", "NA", "NIL", "NO",
        "NOID", "NONE", "NOTAVAILABLE", "NOTGIVEN", "NULL", "PATIENT", "PATIENTID", "PID", "TBD", "TEMP", "TEMPORARY", "TEST", "TRAUMA",
        "UNDEFINED", "UNIDENTIFIED", "UNK", "UNKN", "UNKNOWN",
    ];

    /// <summary>False for an empty ID and for what modalities and people write when there is none.</summary>
    public static bool IsUsableId(string? patientId)
    {
        var letters = Letters(patientId);
        return letters.Length > 0 && !Placeholders.Contains(letters) && !letters.All(letter => letter is '0') && !(letters.Length > 2 && letters.All(letter => letter == letters[0]));
    }

    /// <summary>Null when absent or no date (PS3.5 6.2 DA, and the dotted form of ACR-NEMA).</summary>
    public static string? BirthDate(string? value)
    {
        var digits = value?.Trim().Replace(".", "", StringComparison.Ordinal);
        return DateOnly.TryParseExact(digits, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? digits : null;
    }

    /// <summary>M, F or O; null when absent or unknown.</summary>
    public static string? Sex(string? value) => value?.Trim().ToUpperInvariant() is { } sex && (sex is "M" or "F" or "O") ? sex : null;

    /// <summary>Family and first given name of the first component group (PS3.5 6.2.1.1), letters alone, upper case; null when there are none.</summary>
    public static string? Name(string? value)
    {
        var components = (value ?? "").Split('=')[0].Split('^');
        var family = Letters(components[0]);
        var given = components.Length > 1 ? Letters(components[1].Trim().Split(' ', '-')[0]) : "";
        return (family + given).Length == 0 ? null : $"{family}^{given}";
    }

    private static string Letters(string? text) => string.Concat((text ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();
}

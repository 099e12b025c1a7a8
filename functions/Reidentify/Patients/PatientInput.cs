using FirstRead.Core.Patients.Erasing;
using FirstRead.Core.Studies;
using FirstRead.Web;

namespace FirstRead.Functions.Reidentify.Patients;

/// <summary>What operators type, read or refused by the member's name.</summary>
internal static class PatientInput
{
    private const int Shortest = 3;
    private const int Longest = 500;

    public static Problem UnknownPatient { get; } = new(404, "unknown-patient", "No such patient is known", "Look up the token, the study or the clinic's number again.");

    /// <summary>Trimmed; null where it is too short or too long.</summary>
    public static string? Text(string? typed) => typed?.Trim() is { Length: >= Shortest and <= Longest } text ? text : null;

    public static Problem BadText(string member) => Problems.InvalidBody(member, $"must be {Shortest} to {Longest} characters");

    public static PatientToken? Token(string? text) => Parse(text, PatientToken.Parse);

    public static ClinicId? Clinic(string? text) => Parse(text, ClinicId.Parse);

    public static StudyId? Study(string? text) => Parse(text, StudyId.Parse);

    public static ErasureId? Erasure(string? text) => Parse(text, ErasureId.Parse);

    private static T? Parse<T>(string? text, Func<string, T> parse) where T : struct
    {
        try
        {
            return text is null ? null : parse(text.Trim());
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

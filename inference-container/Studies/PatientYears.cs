using System.Globalization;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Inference.Studies;

/// <summary>How old the patient was.</summary>
internal static class PatientYears
{
    /// <summary>PatientAge; else from birth to the study, where a file that was not de-identified has both. Null where neither says.</summary>
    public static double? Of(DicomDataset header) =>
        Parse(header.GetString(Tags.PatientAge)) ?? Between(header.GetString(Tags.PatientBirthDate), header.GetString(Tags.StudyDate));

    /// <summary>PatientAge (0010,1010): three digits and D, W, M or Y.</summary>
    internal static double? Parse(string? age) =>
        age is { Length: 4 } && int.TryParse(age[..3], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? age[3] switch { 'Y' => number, 'M' => number / 12.0, 'W' => number / 52.18, 'D' => number / 365.25, _ => null }
            : null;

    private static double? Between(string? birth, string? study) =>
        Date(birth) is { } from && Date(study) is { } to && to >= from
            // Completed years are exact, the rest is near enough.
            ? to.Year - from.Year - (to < from.AddYears(to.Year - from.Year) ? 1 : 0) is var years && years > 1 ? years : (to.DayNumber - from.DayNumber) / 365.25
            : null;

    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}

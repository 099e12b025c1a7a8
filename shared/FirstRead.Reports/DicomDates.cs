using System.Globalization;

namespace FirstRead.Reports;

/// <summary>Dates of DICOM (PS3.5 6.2, DA) as ISO 8601 has them.</summary>
internal static class DicomDates
{
    /// <summary><c>yyyy-MM-dd</c>; null where the text is no date of DICOM or of its forerunner, ACR-NEMA.</summary>
    public static string? Iso(string? text) =>
        DateOnly.TryParseExact(text?.Trim(), ["yyyyMMdd", "yyyy.MM.dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
}

using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Deidentification;

/// <summary>
/// The numbers by which a clinic knows the patient and the study. Devices copy them into the numbers of series and
/// acquisitions, which PS3.15 leaves alone; there they go.
/// </summary>
internal readonly struct PatientNumbers
{
    // Shorter ones come up by chance as counts and measures.
    private const int ShortestTelling = 5;

    private static readonly DicomTag[] Attributes = [Tags.PatientID, Tags.AccessionNumber, Tags.StudyID, Tags.OtherPatientIDs];

    private readonly HashSet<string>? digits;

    private PatientNumbers(HashSet<string>? digits) => this.digits = digits;

    public static PatientNumbers Of(DicomDataset header)
    {
        HashSet<string>? digits = null;
        foreach (var tag in Attributes)
            foreach (var value in header.GetStrings(tag))
                if (Significant(value) is { Length: >= ShortestTelling } telling && telling.All(char.IsAsciiDigit))
                    (digits ??= []).Add(telling);
        return new PatientNumbers(digits);
    }

    /// <summary>Whether the text of a DS or IS is one of them.</summary>
    public bool Contains(string value) => digits is not null && digits.Contains(Significant(value));

    private static string Significant(string value) => value.Trim().TrimStart('0');
}

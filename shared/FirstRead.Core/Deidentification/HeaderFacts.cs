using FirstRead.Core.Identity;
using FirstRead.Core.Intake;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Deidentification;

/// <summary>Reads identity and technical metadata off an original header.</summary>
internal static class HeaderFacts
{
    private const string SimulatedWord = "SIMULATED";

    /// <exception cref="InstanceRefusedException">One of the three UIDs is absent.</exception>
    public static OriginalIdentity Identity(DicomDataset header) => new(
        Required(header, Tags.StudyInstanceUID, "StudyInstanceUID"),
        Required(header, Tags.SeriesInstanceUID, "SeriesInstanceUID"),
        Required(header, Tags.SOPInstanceUID, "SOPInstanceUID"),
        header.GetString(Tags.PatientID),
        header.GetString(Tags.IssuerOfPatientID),
        header.GetString(Tags.PatientName),
        header.GetString(Tags.PatientBirthDate),
        header.GetString(Tags.PatientSex),
        header.GetString(Tags.AccessionNumber),
        header.GetString(Tags.StudyDate),
        header.GetString(Tags.StudyTime));

    /// <param name="descriptors">False leaves descriptors out, as a profile without 113105 does.</param>
    public static TechnicalMetadata Technical(DicomDataset header, string sopClass, string transferSyntax, bool descriptors) => new(
        sopClass,
        transferSyntax,
        Code(header, Tags.Modality),
        Code(header, Tags.BodyPartExamined),
        descriptors ? Words(header, Tags.StudyDescription) : null,
        descriptors ? Words(header, Tags.SeriesDescription) : null,
        descriptors ? Words(header, Tags.ContrastBolusAgent) : null,
        header.GetString(Tags.SeriesDescription)?.Contains(SimulatedWord, StringComparison.OrdinalIgnoreCase) == true,
        header.GetInt(Tags.InstanceNumber),
        header.GetInt(Tags.Rows),
        header.GetInt(Tags.Columns),
        header.Contains(Tags.Rows) ? Math.Max(1, header.GetInt(Tags.NumberOfFrames) ?? 1) : 0,
        [.. header.GetStrings(Tags.ImageType).Select(value => ValueChecks.IsCode(value) ? value : "")],
        Numbers(header, Tags.ImagePositionPatient, 3),
        Numbers(header, Tags.ImageOrientationPatient, 6));

    /// <exception cref="InstanceRefusedException">It is absent or empty.</exception>
    public static string Required(DicomDataset header, DicomTag tag, string name) => header.GetString(tag)
        ?? throw new InstanceRefusedException(RefusalCodes.MissingIdentifier, $"{name} {tag} is absent or empty.");

    private static string? Code(DicomDataset header, DicomTag tag) => header.GetString(tag) is { } value && ValueChecks.IsCode(value) ? value : null;

    private static string? Words(DicomDataset header, DicomTag tag) =>
        header.GetString(tag) is { } text && DescriptorCleaner.Clean(text) is { Length: > 0 } cleaned ? cleaned : null;

    private static IReadOnlyList<double>? Numbers(DicomDataset header, DicomTag tag, int count) =>
        header.GetDoubles(tag) is var numbers && numbers.Count == count ? numbers : null;
}

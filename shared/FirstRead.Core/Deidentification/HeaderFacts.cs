using FirstRead.Core.Identity;
using FirstRead.Core.Intake;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Deidentification;

/// <summary>Reads identity and technical metadata off an original header.</summary>
internal static class HeaderFacts
{
    private const string SimulatedWord = "SIMULATED";
    private const string PetImageStorage = "1.2.840.10008.5.1.4.1.1.128";

    /// <summary>Two values of the VR LO (PS3.5 6.2).</summary>
    private const int LongestScanner = 129;

    // In explicit encodings most of these VRs end at 64 KiB.
    private const int LongestValue = 256 << 10;

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
        header.GetString(Tags.StudyTime),
        header.GetString(Tags.StudyID),
        header.GetString(Tags.TimezoneOffsetFromUTC),
        header.GetString(Tags.FrameOfReferenceUID));

    /// <summary>Refuses a header with a value of names, codes or UIDs so long that taking it apart would cost more than any file is worth.</summary>
    /// <exception cref="InstanceRefusedException">There is one.</exception>
    public static void RequireMeasure(DicomDataset header)
    {
        foreach (var element in header)
            if (element.Value.Length > LongestValue && element.Vr.IsText() && DicomDictionary.VrOf(element.Tag) is not (Vr.DS or Vr.IS or Vr.UC or Vr.UT or Vr.UN))
                throw new InstanceRefusedException(RefusalCodes.LimitExceeded, $"{element.Tag} is longer than any {element.Vr}.");
    }

    /// <param name="descriptors">False leaves descriptors out, as a profile without 113105 does.</param>
    public static TechnicalMetadata Technical(DicomDataset header, string sopClass, string transferSyntax, bool descriptors) => new(
        sopClass,
        transferSyntax,
        Code(header, Tags.Modality),
        Code(header, Tags.BodyPartExamined),
        descriptors ? Words(header, Tags.StudyDescription) : null,
        descriptors ? Words(header, Tags.SeriesDescription) : null,
        descriptors && DescriptorCleaner.NamesAgent(header.GetString(Tags.ContrastBolusAgent) ?? "") ? Words(header, Tags.ContrastBolusAgent) : null,
        header.GetString(Tags.SeriesDescription)?.Contains(SimulatedWord, StringComparison.OrdinalIgnoreCase) == true,
        header.GetInt(Tags.InstanceNumber),
        header.GetInt(Tags.Rows),
        header.GetInt(Tags.Columns),
        header.Contains(Tags.Rows) ? Math.Max(1, header.GetInt(Tags.NumberOfFrames) ?? 1) : 0,
        [.. header.GetStrings(Tags.ImageType).Select(value => ValueChecks.IsCode(value) ? value : "")],
        Numbers(header, Tags.ImagePositionPatient, 3),
        Numbers(header, Tags.ImageOrientationPatient, 6))
    {
        Scanner = descriptors && string.Join(' ', new[] { Words(header, Tags.Manufacturer), Words(header, Tags.ManufacturerModelName) }.OfType<string>()) is { Length: > 0 } scanner
            ? scanner[..Math.Min(scanner.Length, LongestScanner)]
            : null,
        SeriesDeclares = SeriesDeclares(header, sopClass),
        // A derived picture copies what its source said of itself.
        AcquisitionDeclares = header.GetStrings(Tags.ImageType) is ["ORIGINAL", ..] ? Count(header, Tags.ImagesInAcquisition) : null,
        TemporalPositions = Count(header, Tags.NumberOfTemporalPositions),
    };

    /// <summary>Bytes of native pixels by the header (PS3.5 8.1.1), even; null where it does not say, or says nonsense.</summary>
    public static long? NativePixelBytes(DicomDataset header) => NativeBytes(header, Math.Max(1, header.GetInt(Tags.NumberOfFrames) ?? 1));

    /// <summary>Bytes of one native frame; 0 where the header does not say.</summary>
    public static long NativeFrameBytes(DicomDataset header) => NativeBytes(header, 1) ?? 0;

    private static long? NativeBytes(DicomDataset header, int frames)
    {
        if (header.GetInt(Tags.Rows) is not (> 0 and var rows) || header.GetInt(Tags.Columns) is not (> 0 and var columns) || header.GetInt(Tags.BitsAllocated) is not (> 0 and <= 64 and var bits))
            return null;
        var samples = Math.Clamp(header.GetInt(Tags.SamplesPerPixel) ?? 1, 1, 4);
        if ((double)rows * columns * samples * frames * bits / 8 > uint.MaxValue)
            return null;
        var bytes = ((long)rows * columns * samples * frames * bits + 7) / 8;
        return bytes + (bytes & 1);
    }

    /// <exception cref="InstanceRefusedException">It is absent or empty.</exception>
    public static string Required(DicomDataset header, DicomTag tag, string name) => header.GetString(tag)
        ?? throw new InstanceRefusedException(RefusalCodes.MissingIdentifier, $"{name} {tag} is absent or empty.");

    /// <summary>Instances of the series as an archive counted them, parts of one large object, slices of a PET volume, whose images are single (PS3.3 C.8.9.1).</summary>
    private static int? SeriesDeclares(DicomDataset header, string sopClass) => new[]
    {
        Count(header, Tags.NumberOfSeriesRelatedInstances),
        Count(header, Tags.InConcatenationTotalNumber),
        sopClass == PetImageStorage ? Count(header, Tags.NumberOfSlices) : null,
    }.Max();

    private static int? Count(DicomDataset header, DicomTag tag) => header.GetInt(tag) is > 0 and var count ? count : null;

    private static string? Code(DicomDataset header, DicomTag tag) => header.GetString(tag) is { } value && ValueChecks.IsCode(value) ? value : null;

    private static string? Words(DicomDataset header, DicomTag tag) =>
        header.GetString(tag) is { } text && DescriptorCleaner.Clean(text) is { Length: > 0 } cleaned ? cleaned : null;

    private static IReadOnlyList<double>? Numbers(DicomDataset header, DicomTag tag, int count) =>
        header.GetDoubles(tag) is var numbers && numbers.Count == count ? numbers : null;
}

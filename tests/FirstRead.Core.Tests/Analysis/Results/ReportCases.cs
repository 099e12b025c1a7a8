using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Tests.Analysis.Results;

/// <summary>Reports on a small MR series and on a radiograph, with every kind of finding.</summary>
internal static class ReportCases
{
    public static readonly StudyId Study = StudyId.Parse("clinic-a.0123456789abcdef0123456789abcdef");
    public static readonly ModelIdentity Model = new("brain-tumor-mri", "1.2.0", new string('b', 64), "2.25.99");

    /// <summary>Slices in two states of rescale; one lesion through three slices, one with two outlines on one slice.</summary>
    public static ResultReport Series()
    {
        SourcePicture[] pictures = [.. Enumerable.Range(0, 4).Select(index => SourcePicture.Of(Slice(index)))];
        return new(
            Study, 1, pictures[0].Header, pictures,
            [
                new(
                    Finding("F1", pictures[1], slices: 3) with { AreaMm2 = 120.5, DiameterMm = 14.2, VolumeMm3 = 2400 },
                    new("F1", [.. pictures[..3].Select(picture => Square(picture, 10, 20))]),
                    SegmentNumber: 1),
                new(Finding("F2", pictures[3], slices: 1), new("F2", [Square(pictures[3], 30, 34), Square(pictures[3], 40, 45)]), SegmentNumber: 2),
            ],
            DocumentReference.OfSegmentation(Study, 1), Model, Simulated: true);
    }

    /// <summary>A box, and a second finding without a place.</summary>
    /// <param name="describe">Adds what the header says of pixel size.</param>
    public static ResultReport Radiograph(Action<DicomDataset> describe)
    {
        var header = Header(WellKnownUids.ComputedRadiographyImageStorage, "CR", 7).Add(Tags.PhotometricInterpretation, "MONOCHROME1");
        describe(header);
        var picture = SourcePicture.Of(header);
        return new(
            Study, 2, header, [picture],
            [
                new(Finding("F1", picture, slices: 1), new("F1", [Square(picture, -0.5, 19.5)], [-0.5, -0.5, 19.5, 19.5])),
                new(Finding("F2", picture, slices: 1), new("F2", [])),
            ],
            null, Model, Simulated: false);
    }

    public static ResultReport Nothing() => Series() with { Findings = [], Segmentation = null };

    public static ReportSignature Signature(int number = 1) => new(
        number,
        "Łukasiewicz^Jana",
        "Nacht-Röntgen",
        new(2019, 3, 4, 5, 6, 7, TimeSpan.Zero),
        "Ring-enhancing mass, left frontal.",
        number == 1 ? DocumentReference.OfReport(Study, 1) : DocumentReference.OfSignedReport(Study, 1, number - 1));

    /// <summary>What an item holds at each depth, itself first.</summary>
    public static IEnumerable<DicomDataset> Tree(DicomDataset item) => item.GetSequence(Tags.ContentSequence).SelectMany(Tree).Prepend(item);

    public static string? Concept(DicomDataset item) => item.GetSequence(Tags.ConceptNameCodeSequence) is [var code, ..] ? code.GetString(Tags.CodeValue) : null;

    /// <summary>As another reader would see it: written and read again.</summary>
    public static DicomDataset Stored(DicomDataset document)
    {
        using var file = new MemoryStream();
        document.WriteFile(file);
        file.Position = 0;
        return DicomDataset.Read(file);
    }

    private static DicomDataset Slice(int index) => Header(WellKnownUids.MrImageStorage, "MR", 100 + index)
        .Add(Tags.PhotometricInterpretation, "MONOCHROME2")
        .Add(Tags.PixelSpacing, 0.5, 0.5)
        .Add(Tags.ImagePositionPatient, 0, 0, index * 5.0)
        .Add(Tags.ImageOrientationPatient, 1, 0, 0, 0, 1, 0)
        .Add(Tags.RescaleSlope, index == 3 ? 2.5 : 1.5)
        .Add(Tags.RescaleIntercept, 0.0)
        .Add(Tags.WindowCenter, 400 + index)
        .Add(Tags.WindowWidth, 900.0);

    private static DicomDataset Header(string sopClass, string modality, int number) => new DicomDataset()
        .Add(Tags.SpecificCharacterSet, "ISO_IR 100")
        .Add(Tags.SOPClassUID, sopClass)
        .Add(Tags.SOPInstanceUID, $"2.25.{number}")
        .Add(Tags.StudyInstanceUID, "2.25.5")
        .Add(Tags.SeriesInstanceUID, $"2.25.6{modality.Length}")
        .Add(Tags.StudyDate, "20190302")
        .Add(Tags.StudyTime, "101112")
        .Add(Tags.StudyDescription, "Schädel")
        .Add(Tags.PatientName, "token")
        .Add(Tags.PatientID, "token")
        .Add(Tags.PatientSex, "F")
        .Add(Tags.Modality, modality)
        .Add(Tags.Rows, 64)
        .Add(Tags.Columns, 48);

    private static Finding Finding(string id, SourcePicture picture, int slices) => new(
        id, "Enhancing mass", new("126952004", "SCT", "Neoplasm of brain"), 0.9375, new Dictionary<string, double>(), picture.SeriesInstanceUid, picture.SopInstanceUid,
        KeyFrame: 1, slices, null, null, null, HighRisk: true);

    private static Contour Square(SourcePicture picture, double from, double to) => new(picture.SopInstanceUid, 1, [[from, from], [to, from], [to, to], [from, to]], null, null, null);
}

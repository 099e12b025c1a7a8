using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Identity;
using FirstRead.Core.Release;
using FirstRead.Core.Studies;
using FirstRead.Core.Tests.Analysis.Results;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Testing;

namespace FirstRead.Core.Tests.Release;

/// <summary>The study of <see cref="ReportCases"/> as the vault knows it, and what was written of it.</summary>
internal static class ReleaseCase
{
    public const int Shift = 1000;

    public static readonly PatientToken Token = PatientToken.From(77);
    public static readonly DateTimeOffset SignedAt = new(2026, 11, 22, 23, 30, 5, TimeSpan.Zero);

    public static readonly StudyIdentity Study = new(
        ReportCases.Study, Token, "1.2.826.0.1.77", "ACC-99", "20211126", "101112", "S-4", "+0100", "5a17",
        new StudyPatient("MRN 4711", "NORTH", "山田^太郎=やまだ", "19710304", "F"));

    public static readonly PatientIdentity FirstSeen = new(Token, Shift, "MRN 4711", null, "Old^Name", "19710304", "F");

    public static ReleaseIdentity Identity(StudyIdentity? study = null) => ReleaseIdentity.Of(
        FirstSeen,
        study ?? Study,
        Given.Study() with { Id = ReportCases.Study, StudyInstanceUid = "2.25.5" },
        [.. Enumerable.Range(100, 4).Select(number => (
            Given.Instance((uint)number, ReportCases.Study, UploadId.From(1)) with { SopInstanceUid = $"2.25.{number}", SeriesInstanceUid = "2.25.62" },
            new InstanceIdentity(ReportCases.Study, $"2.25.{number}", $"1.2.826.0.1.77.2.{number}", "1.2.826.0.1.77.1", "2.25.8", "1.2.826.0.1.77.8")))]);

    public static DicomDataset Signed(int number = 1) => ReportCases.Stored(Pseudonymous(StructuredReport.Build(ReportCases.Series(), ReportCases.Signature(number))));

    public static DicomDataset First() => ReportCases.Stored(Pseudonymous(StructuredReport.Build(ReportCases.Series())));

    public static DicomDataset Presentation() => ReportCases.Stored(Pseudonymous(PresentationStates.Build(ReportCases.Series())[0]));

    /// <summary>What stands in a segmentation beside pixels: a frame of reference, a dimension of ours, tracking, references.</summary>
    public static DicomDataset Segmentation()
    {
        var self = DocumentReference.OfSegmentation(ReportCases.Study, 1);
        return ReportCases.Stored(Pseudonymous(StudyAttributes.Of(ReportCases.Series().Source))
            .Add(Tags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.66.4")
            .Add(Tags.SOPInstanceUID, self.SopInstanceUid)
            .Add(Tags.SeriesInstanceUID, self.SeriesInstanceUid)
            .Add(Tags.Modality, "SEG")
            .Add(Tags.ContentDate, "20190302")
            .Add(Tags.ContentTime, "101112")
            .Add(Tags.FrameOfReferenceUID, "2.25.8")
            .AddSequence(Tags.DimensionOrganizationSequence, new DicomDataset().Add(Tags.DimensionOrganizationUID, DerivedUids.Of(ReportCases.Study, 1, "dimensions")))
            .AddSequence(Tags.SegmentSequence, new DicomDataset().Add(Tags.TrackingID, "F1").Add(Tags.TrackingUID, DerivedUids.OfTracking(ReportCases.Study, 1, "F1")))
            .AddSequence(Tags.ReferencedSeriesSequence, new DicomDataset()
                .Add(Tags.SeriesInstanceUID, "2.25.62")
                .AddSequence(Tags.ReferencedSOPSequence, new DicomDataset()
                    .Add(Tags.ReferencedSOPClassUID, "1.2.840.10008.5.1.4.1.1.4")
                    .Add(Tags.ReferencedSOPInstanceUID, "2.25.101")))
            .Add(Tags.Rows, 1)
            .Add(Tags.Columns, 8)
            .Add(Tags.BitsAllocated, 1)
            .Add(Tags.PixelData, Vr.OB, new byte[] { 0x5A, 0 }));
    }

    public static OwnUids Own(params DicomDataset[] objects) => OwnUids.Of(objects, [ReportCases.Model.DeviceUid], Identity().Originals);

    /// <summary>As de-identification leaves a header.</summary>
    private static DicomDataset Pseudonymous(DicomDataset document) => document
        .Add(Tags.PatientID, Token.Value)
        .Add(Tags.PatientIdentityRemoved, "YES")
        .Add(Tags.DeidentificationMethod, "FirstRead clinical-review")
        .AddSequence(Tags.DeidentificationMethodCodeSequence, new DicomDataset().Add(Tags.CodeValue, "113100"))
        .Add(Tags.LongitudinalTemporalInformationModified, "MODIFIED")
        .Add(Tags.PatientAge, "048Y");
}

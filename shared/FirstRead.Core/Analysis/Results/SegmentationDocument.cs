using FirstRead.Core.Analysis.Lesions;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Analysis.Results;

/// <summary>
/// Writes a DICOM Segmentation (PS3.3 A.51), BINARY: one segment a finding, one frame a slice that shows it.
/// It carries the source's shifted dates and never the clock's: beside those, a true date would give the shift away.
/// </summary>
public static class SegmentationDocument
{
    // PS3.3 C.7.4.1.
    private static readonly DicomTag[] FrameOfReference = [Tags.FrameOfReferenceUID, Tags.PositionReferenceIndicator];

    /// <returns>The data set; <see cref="DicomDataset.WriteFile"/> makes it a file.</returns>
    public static DicomDataset Build(Segmentation segmentation)
    {
        var document = StudyAttributes.Of(segmentation.Source).Add(Tags.PositionReferenceIndicator, "");
        foreach (var tag in FrameOfReference)
            if (segmentation.Source[tag] is { } element)
                document.Set(element);
        AddIdentity(document, segmentation);
        ModelEquipment.Add(document, segmentation.Model);
        AddSegments(document, segmentation);
        var frames = FramesOf(segmentation);
        SegmentationFrames.Add(document, segmentation, frames);
        document.Add(Tags.PixelData, Vr.OB, SegmentationFrames.Pack(segmentation, frames));
        return document;
    }

    internal static IReadOnlyList<SegmentFrame> FramesOf(Segmentation segmentation) =>
    [
        .. segmentation.Segments.SelectMany((segment, index) => segment.Lesion.Slices.Select(slice =>
            new SegmentFrame(index + 1, slice, [.. segment.Lesion.Marks.Where(mark => mark.Slice == slice).Select(mark => mark.Region)]))),
    ];

    private static void AddIdentity(DicomDataset document, Segmentation segmentation)
    {
        var mark = segmentation.Simulated ? "SIMULATED " : "";
        var source = segmentation.Source;
        var (date, time) = StudyAttributes.ContentOf(source);
        var reference = DocumentReference.OfSegmentation(segmentation.Study, segmentation.Attempt);
        document
            .Add(Tags.SOPClassUID, WellKnownUids.SegmentationStorage)
            .Add(Tags.SOPInstanceUID, reference.SopInstanceUid)
            .Add(Tags.SeriesInstanceUID, reference.SeriesInstanceUid)
            .Add(Tags.SeriesNumber, 9000 + (segmentation.Attempt % 1000))
            .Add(Tags.InstanceNumber, 1)
            .Add(Tags.Modality, "SEG")
            .Add(Tags.SeriesDescription, $"{mark}AI outlines, research use only")
            .Add(Tags.ContentDate, date)
            .Add(Tags.ContentTime, time)
            .Add(Tags.ImageType, "DERIVED", "PRIMARY")
            .Add(Tags.ContentLabel, segmentation.Simulated ? "SIMULATED_AI" : "AI_OUTLINES")
            .Add(Tags.ContentDescription, segmentation.Simulated ? "SIMULATED. Research use only, not for diagnosis" : "Research use only, not for diagnosis")
            .Add(Tags.ContentCreatorName, "")
            // C.7.6.1.1.5: what was compressed with loss stays so.
            .Add(Tags.LossyImageCompression, source.GetString(Tags.LossyImageCompression) ?? "00");
        foreach (var tag in new[] { Tags.LossyImageCompressionRatio, Tags.LossyImageCompressionMethod })
            if (source[tag] is { } element)
                document.Set(element);
    }

    private static void AddSegments(DicomDataset document, Segmentation segmentation) => document
        .Add(Tags.SegmentationType, "BINARY")
        .Add(Tags.SegmentsOverlap, "NO")
        .AddSequence(Tags.SegmentSequence, [.. segmentation.Segments.Select((segment, index) => Item(segmentation, segment, index + 1))]);

    private static DicomDataset Item(Segmentation segmentation, Segment segment, int number) => new DicomDataset()
        .AddSequence(Tags.SegmentedPropertyCategoryCodeSequence, Codes.Item("49755003", "SCT", "Morphologically Abnormal Structure"))
        .Add(Tags.SegmentNumber, number)
        .Add(Tags.SegmentLabel, $"{segment.Finding.Id} {segment.Finding.Label}")
        .Add(Tags.SegmentDescription, $"Confidence {segment.Finding.Confidence:0.00}; AI result, unverified")
        .Add(Tags.SegmentAlgorithmType, "AUTOMATIC")
        .Add(Tags.SegmentAlgorithmName, $"{segmentation.Model.Name} {segmentation.Model.Version}")
        .AddSequence(Tags.SegmentedPropertyTypeCodeSequence, Codes.Item("108369006", "SCT", "Neoplasm"))
        .Add(Tags.RecommendedDisplayCIELabValue, 53000, 41000, 46000)
        .Add(Tags.TrackingID, segment.Finding.Id)
        .Add(Tags.TrackingUID, DerivedUids.OfTracking(segmentation.Study, segmentation.Attempt, segment.Finding.Id));
}

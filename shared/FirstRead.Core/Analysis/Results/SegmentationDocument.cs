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
                Utf8Items.Copy(segmentation.Source, element, document);
        AddIdentity(document, segmentation);
        ModelEquipment.Add(document, segmentation.Model);
        var frames = FramesOf(segmentation);
        AddSegments(document, segmentation, frames);
        SegmentationFrames.Add(document, segmentation, frames);
        document.Add(Tags.PixelData, Vr.OB, SegmentationFrames.Pack(segmentation, frames));
        return document;
    }

    internal static IReadOnlyList<SegmentFrame> FramesOf(Segmentation segmentation) =>
    [
        .. segmentation.Segments.SelectMany((segment, index) => segment.Slices.Select(slice =>
            new SegmentFrame(index + 1, slice, [.. segment.Regions.Where(region => region.Slice == slice).Select(region => region.Mask)]))),
    ];

    private static void AddIdentity(DicomDataset document, Segmentation segmentation)
    {
        var mark = segmentation.Simulated ? "SIMULATED " : "";
        var source = segmentation.Source;
        var (date, time) = StudyAttributes.ContentOf(source);
        document
            .Add(Tags.SOPClassUID, WellKnownUids.SegmentationStorage)
            .Add(Tags.SOPInstanceUID, segmentation.Reference.SopInstanceUid)
            .Add(Tags.SeriesInstanceUID, segmentation.Reference.SeriesInstanceUid)
            .Add(Tags.SeriesNumber, (segmentation.Signed is null ? 9000 : 14000) + (segmentation.Attempt % 1000))
            .Add(Tags.InstanceNumber, segmentation.Signed ?? 1)
            .Add(Tags.Modality, "SEG")
            .Add(Tags.SeriesDescription, $"{mark}{(segmentation.Signed is null ? "AI outlines" : "Signed outlines")}, research use only")
            .Add(Tags.ContentDate, date)
            .Add(Tags.ContentTime, time)
            .Add(Tags.ImageType, "DERIVED", "PRIMARY")
            .Add(Tags.ContentLabel, (segmentation.Signed is null, segmentation.Simulated) switch
            {
                (true, true) => "SIMULATED_AI",
                (true, false) => "AI_OUTLINES",
                (false, true) => "SIMULATED_SIGNED",
                (false, false) => "SIGNED_OUTLINES",
            })
            .Add(Tags.ContentDescription, segmentation.Simulated ? "SIMULATED. Research use only, not for diagnosis" : "Research use only, not for diagnosis")
            .Add(Tags.ContentCreatorName, "")
            // C.7.6.1.1.5: what was compressed with loss stays so.
            .Add(Tags.LossyImageCompression, source.GetString(Tags.LossyImageCompression) ?? "00");
        foreach (var tag in new[] { Tags.LossyImageCompressionRatio, Tags.LossyImageCompressionMethod })
            if (source[tag] is { } element)
                document.Set(element);
    }

    private static void AddSegments(DicomDataset document, Segmentation segmentation, IReadOnlyList<SegmentFrame> frames) => document
        .Add(Tags.SegmentationType, "BINARY")
        .Add(Tags.SegmentsOverlap, frames.Any(one => frames.Any(other => Overlap(one, other))) ? "YES" : "NO")
        .AddSequence(Tags.SegmentSequence, [.. segmentation.Segments.Select((segment, index) => Item(segmentation, segment, index + 1))]);

    private static bool Overlap(SegmentFrame one, SegmentFrame other) =>
        one.Slice == other.Slice && one.SegmentNumber < other.SegmentNumber && one.Regions.Any(region => other.Regions.Any(region.Overlaps));

    private static DicomDataset Item(Segmentation segmentation, Segment segment, int number)
    {
        var item = Utf8Items.New()
            .AddSequence(Tags.SegmentedPropertyCategoryCodeSequence, Codes.Item(ReportCodes.Abnormal))
            .Add(Tags.SegmentNumber, number)
            .Add(Tags.SegmentLabel, LongString($"{segment.Finding.Id} {segment.Finding.Label}"))
            .Add(Tags.SegmentDescription, DescriptionOf(segmentation, segment))
            .Add(Tags.SegmentAlgorithmType, segment.Origin switch
            {
                SegmentOrigin.Automatic => "AUTOMATIC",
                SegmentOrigin.SemiAutomatic => "SEMIAUTOMATIC",
                _ => "MANUAL",
            })
            .AddSequence(Tags.SegmentedPropertyTypeCodeSequence, Codes.Item(segment.Finding.Code))
            .Add(Tags.RecommendedDisplayCIELabValue, 53000, 41000, 46000)
            .Add(Tags.TrackingID, segment.Finding.Id)
            .Add(Tags.TrackingUID, DerivedUids.OfTracking(segmentation.Study, segmentation.Attempt, segment.Finding.Id));
        // Type 1C: not for what a person drew.
        return segment.Origin == SegmentOrigin.Manual ? item : item.Add(Tags.SegmentAlgorithmName, $"{segmentation.Model.Name} {segmentation.Model.Version}");
    }

    // LO: 64 characters (PS3.5 6.2).
    private static string LongString(string text) => text.Length <= 64 ? text : text[..64];

    private static string DescriptionOf(Segmentation segmentation, Segment segment) => segment.Origin switch
    {
        SegmentOrigin.Manual => "Drawn by the radiologist who signed",
        SegmentOrigin.SemiAutomatic => "AI result, amended by the radiologist who signed",
        _ => FormattableString.Invariant($"Confidence {segment.Finding.Confidence:0.00}; AI result, {(segmentation.Signed is null ? "unverified" : "accepted by the radiologist who signed")}"),
    };
}

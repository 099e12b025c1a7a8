using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Studies;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Analysis.Results;

/// <summary>What a DICOM Segmentation of one attempt is made from.</summary>
/// <param name="Source">Header of one of the source series' pictures: patient, study and frame of reference are its.</param>
/// <param name="Segments">One for each finding, in the order of their segment numbers.</param>
public sealed record Segmentation(
    StudyId Study,
    int Attempt,
    DicomDataset Source,
    SourceStack Stack,
    IReadOnlyList<Segment> Segments,
    ModelIdentity Model,
    bool Simulated)
{
    /// <summary>1 for the first signature on an attempt's result, 2 for the first addendum; null as the model left it.</summary>
    public int? Signed { get; init; }

    public DocumentReference Reference =>
        Signed is { } number ? DocumentReference.OfSignedSegmentation(Study, Attempt, number) : DocumentReference.OfSegmentation(Study, Attempt);
}

/// <summary>A finding's pixels.</summary>
public sealed record Segment(Finding Finding, IReadOnlyList<SegmentRegion> Regions, SegmentOrigin Origin = SegmentOrigin.Automatic)
{
    public static Segment Of(Finding finding, Lesion lesion) => new(finding, [.. lesion.Marks.Select(mark => new SegmentRegion(mark.Slice, mark.Region))]);

    /// <summary>The pixels whose centres lie within the outlines: what was traced from a region gives that region again.</summary>
    /// <exception cref="ArgumentException">An outline lies on no slice of the stack.</exception>
    public static Segment Of(Finding finding, FindingContours contours, SourceStack stack, SegmentOrigin origin) => new(
        finding,
        [
            .. contours.Contours.Select(contour => new SegmentRegion(
                stack.IndexOf(contour) ?? throw new ArgumentException($"Picture {contour.SopInstanceUid} is no slice of the stack.", nameof(contours)),
                OutlineFilling.Fill(Outline.Of(contour.Points), stack.Columns, stack.Rows))),
        ],
        origin);

    /// <summary>In order.</summary>
    public IReadOnlyList<int> Slices => [.. Regions.Select(region => region.Slice).Distinct().Order()];
}

/// <param name="Slice">Index in the stack.</param>
public sealed record SegmentRegion(int Slice, Mask Mask);

/// <summary>Who drew a segment (Segment Algorithm Type, PS3.3 C.8.20.2).</summary>
public enum SegmentOrigin
{
    /// <summary>The model.</summary>
    Automatic,

    /// <summary>The model, and a person changed it.</summary>
    SemiAutomatic,

    /// <summary>A person.</summary>
    Manual,
}

/// <summary>One frame: a segment on one slice.</summary>
internal sealed record SegmentFrame(int SegmentNumber, int Slice, IReadOnlyList<Mask> Regions);

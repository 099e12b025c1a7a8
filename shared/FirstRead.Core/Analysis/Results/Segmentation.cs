using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Studies;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Analysis.Results;

/// <summary>What a DICOM Segmentation of one attempt is made from.</summary>
/// <param name="Source">Header of one of the source series' pictures: patient, study and frame of reference are its.</param>
/// <param name="Stack">The source series in order.</param>
/// <param name="Planes">The plane of each slice of the stack.</param>
/// <param name="Segments">One for each finding, in the order of their segment numbers.</param>
public sealed record Segmentation(
    StudyId Study,
    int Attempt,
    DicomDataset Source,
    SliceStack Stack,
    IReadOnlyList<ImagePlane> Planes,
    IReadOnlyList<Segment> Segments,
    ModelIdentity Model,
    bool Simulated);

public sealed record Segment(Finding Finding, Lesion Lesion);

/// <summary>One frame: a segment on one slice.</summary>
internal sealed record SegmentFrame(int SegmentNumber, int Slice, IReadOnlyList<Mask> Regions);

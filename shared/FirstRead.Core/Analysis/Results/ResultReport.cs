using FirstRead.Core.Studies;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Analysis.Results;

/// <summary>What the report, the presentation states and the captures of one attempt are made from.</summary>
/// <param name="Source">Header of one of the pictures: patient and study are its.</param>
/// <param name="Pictures">All that the model read; every picture that a finding names is among them.</param>
/// <param name="Segmentation">Null where none was written.</param>
public sealed record ResultReport(
    StudyId Study,
    int Attempt,
    DicomDataset Source,
    IReadOnlyList<SourcePicture> Pictures,
    IReadOnlyList<ReportedFinding> Findings,
    DocumentReference? Segmentation,
    ModelIdentity Model,
    bool Simulated)
{
    /// <exception cref="ArgumentException">It is not among the pictures.</exception>
    internal SourcePicture Picture(string sopInstanceUid) =>
        Pictures.FirstOrDefault(picture => picture.SopInstanceUid == sopInstanceUid)
        ?? throw new ArgumentException($"Picture {sopInstanceUid} is named by a finding and is not among the report's pictures.", nameof(sopInstanceUid));
}

/// <param name="SegmentNumber">In the segmentation; null where the finding has no segment.</param>
public sealed record ReportedFinding(Finding Finding, FindingContours Contours, int? SegmentNumber = null);

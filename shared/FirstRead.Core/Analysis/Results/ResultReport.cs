using FirstRead.Core.Studies;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Analysis.Results;

/// <summary>What the report, the presentation states and the captures of one attempt are made from.</summary>
/// <param name="Source">Header of one of the pictures: patient and study are its.</param>
/// <param name="Pictures">All that the model read; every picture that a finding names is among them.</param>
/// <param name="Segmentation">Null where none was written.</param>
/// <param name="Model">Null where none read the study: then all findings are the radiologist's.</param>
public sealed record ResultReport(
    StudyId Study,
    int Attempt,
    DicomDataset Source,
    IReadOnlyList<SourcePicture> Pictures,
    IReadOnlyList<ReportedFinding> Findings,
    DocumentReference? Segmentation,
    ModelIdentity? Model,
    bool Simulated)
{
    /// <summary>What a reader must know of how the report came about, a sentence each: what it lacks and why.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <exception cref="ArgumentException">It is not among the pictures.</exception>
    internal SourcePicture Picture(string sopInstanceUid, int frame) =>
        Pictures.FirstOrDefault(picture => picture.Is(sopInstanceUid, frame))
        ?? throw new ArgumentException($"Picture {sopInstanceUid} is named by a finding and is not among the report's pictures.", nameof(sopInstanceUid));
}

/// <param name="SegmentNumber">In the segmentation; null where the finding has no segment.</param>
public sealed record ReportedFinding(Finding Finding, FindingContours Contours, int? SegmentNumber = null)
{
    /// <summary>Who drew its outlines.</summary>
    public SegmentOrigin Origin { get; init; } = SegmentOrigin.Automatic;

    /// <summary>Column and row on the key picture, the centre of the first pixel being (0, 0), where a person marked it by a point; else null.</summary>
    public double[]? Point { get; init; }
}

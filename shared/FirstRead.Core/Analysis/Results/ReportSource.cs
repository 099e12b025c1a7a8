using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Analysis.Results;

/// <summary>What an attempt's report, presentation states and segmentation were made from, beside findings and outlines.</summary>
/// <param name="Source">Header of one of the pictures: patient and study are its.</param>
/// <param name="Pictures">All that the model read.</param>
/// <param name="Stack">Of a series of slices, which a segmentation can be made of; null for single pictures.</param>
public sealed record ReportSource(DicomDataset Source, IReadOnlyList<SourcePicture> Pictures, SourceStack? Stack)
{
    /// <summary>The report of an attempt as its model left it.</summary>
    /// <exception cref="ArgumentException">No model read the study, or a finding has no outlines' entry.</exception>
    public ResultReport Report(AnalysisResult result, ContourDocument contours) => new(
        result.Study,
        result.Attempt,
        Source,
        Pictures,
        [.. result.Findings.Select((finding, index) => new ReportedFinding(finding, OutlinesOf(finding, contours), result.Objects.Segmentation is null ? null : index + 1))],
        result.Objects.Segmentation is null ? null : DocumentReference.OfSegmentation(result.Study, result.Attempt),
        result.Model ?? throw new ArgumentException("No model read the study.", nameof(result)),
        result.Simulated);

    private static FindingContours OutlinesOf(Finding finding, ContourDocument contours) =>
        contours.Findings.FirstOrDefault(one => one.FindingId == finding.Id)
        ?? throw new ArgumentException($"Finding {finding.Id} is not in the contours file.", nameof(contours));
}

using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Results;
using FirstRead.Dicom.Datasets;
using FirstRead.Inference.Studies;

namespace FirstRead.Inference.Running;

/// <summary>What was found, and what it was found on.</summary>
/// <param name="Findings">One for each lesion, in the same order.</param>
/// <param name="Header">Of one of the series' pictures.</param>
internal sealed record Lesions(MarkedStack Marked, IReadOnlyList<Lesion> All, IReadOnlyList<Finding> Findings, DicomDataset Header, ModelIdentity Model)
{
    /// <summary>As objects: a segment a lesion.</summary>
    public FoundObjects Objects(AnalysisOrder order)
    {
        var stack = SourceStack.Of(Marked.Stack, Marked.Planes);
        return new(
            new(Header, Marked.Pictures, stack),
            [.. All.Select((lesion, index) => new ReportedFinding(
                Findings[index], Core.Analysis.Lesions.Findings.Outlines(Findings[index].Id, lesion, Marked.Stack, Marked.Planes), index + 1))],
            All.Count > 0 ? new(order.Study, order.Attempt, Header, stack, [.. All.Select((lesion, index) => Segment.Of(Findings[index], lesion))], Model, order.Simulated) : null,
            [.. All.Select((lesion, index) => new FindingView(PictureFrame.Of(Marked.Stack.Slices[lesion.KeySlice]), grey => View(order, lesion, Findings[index], grey)))]);
    }

    private KeyImage View(AnalysisOrder order, Lesion lesion, Finding finding, Field grey) => new(
        finding,
        KeyImageFrame.Of(Marked.Planes[lesion.KeySlice]),
        grey,
        OutlinesOn(lesion, lesion.KeySlice),
        [.. All.Where(other => other != lesion).SelectMany(other => OutlinesOn(other, lesion.KeySlice))],
        $"slice {lesion.KeySlice + 1}/{Marked.Stack.Slices.Count}",
        Model,
        order.Simulated);

    private static IReadOnlyList<Outline> OutlinesOn(Lesion lesion, int slice) => [.. lesion.Marks.Where(mark => mark.Slice == slice).Select(mark => mark.Outline)];
}

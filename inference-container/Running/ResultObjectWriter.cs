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
internal sealed record Lesions(MarkedStack Marked, IReadOnlyList<Lesion> All, IReadOnlyList<Finding> Findings, DicomDataset Header, ModelIdentity Model);

/// <summary>Writes the objects of an attempt. Names and bytes depend on the attempt alone, so that a repeat changes nothing.</summary>
internal sealed class ResultObjectWriter(IStudyImages study, IResultSink sink)
{
    // A study that is marked all over has failed; its first findings show that well enough.
    private const int MostOverlays = 12;

    public async Task<ResultObjects> WriteAsync(AnalysisOrder order, Lesions lesions, CancellationToken cancel)
    {
        var contours = await sink.PutAsync("contours.json", Contours(order, lesions), "application/json", cancel);
        var overlays = new List<string>();
        for (var index = 0; index < Math.Min(MostOverlays, lesions.All.Count); index++)
            overlays.Add(await sink.PutAsync($"overlay-{lesions.Findings[index].Id}.png", await OverlayAsync(order, lesions, index, cancel), "image/png", cancel));
        var segmentation = lesions.All.Count > 0 ? await sink.PutAsync("segmentation.dcm", SegmentationFile(order, lesions), "application/dicom", cancel) : null;
        return new(contours, overlays, segmentation);
    }

    private static byte[] Contours(AnalysisOrder order, Lesions lesions) => ContourJson.Write(new(
        1,
        Notices.Of(order.Simulated),
        order.Study.Value,
        order.Attempt,
        [.. lesions.All.Select((lesion, index) => Findings.Outlines(lesions.Findings[index].Id, lesion, lesions.Marked.Stack, lesions.Marked.Planes))]));

    private static byte[] SegmentationFile(AnalysisOrder order, Lesions lesions)
    {
        var document = SegmentationDocument.Build(new(
            order.Study,
            order.Attempt,
            lesions.Header,
            SourceStack.Of(lesions.Marked.Stack, lesions.Marked.Planes),
            [.. lesions.All.Select((lesion, index) => Segment.Of(lesions.Findings[index], lesion))],
            lesions.Model,
            order.Simulated));
        using var file = new MemoryStream();
        document.WriteFile(file);
        return file.ToArray();
    }

    /// <summary>Reads the key slice again: to keep every slice until its lesion is known would not be bounded.</summary>
    private async Task<byte[]> OverlayAsync(AnalysisOrder order, Lesions lesions, int index, CancellationToken cancel)
    {
        var (lesion, finding, stack) = (lesions.All[index], lesions.Findings[index], lesions.Marked.Stack);
        var instance = stack.Slices[lesion.KeySlice].Instance;
        await using var file = await study.OpenAsync(instance, cancel);
        var shown = SliceFile.ReadPicture(file, instance).Shown();
        return KeyImagePicture.Draw(new(
            finding,
            KeyImageFrame.Of(lesions.Marked.Planes[lesion.KeySlice]),
            new Field(shown.Width, shown.Height, Array.ConvertAll(shown.Pixels, value => (float)value)),
            OutlinesOn(lesion, lesion.KeySlice),
            [.. lesions.All.Where(other => other != lesion).SelectMany(other => OutlinesOn(other, lesion.KeySlice))],
            $"slice {lesion.KeySlice + 1}/{stack.Slices.Count}",
            lesions.Model,
            order.Simulated));
    }

    private static IReadOnlyList<Outline> OutlinesOn(Lesion lesion, int slice) => [.. lesion.Marks.Where(mark => mark.Slice == slice).Select(mark => mark.Outline)];
}

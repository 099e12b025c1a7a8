using System.Runtime.CompilerServices;
using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Results;
using FirstRead.Core.Studies;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Rendering;
using FirstRead.Inference.Studies;

namespace FirstRead.Inference.Running;

/// <summary>Writes the objects of an attempt. Names and bytes depend on the attempt alone, so that a repeat changes nothing.</summary>
internal sealed class ResultObjectWriter(IStudyImages study, IResultSink sink)
{
    // A study that is marked all over has failed; its first findings show that well enough.
    private const int MostKeyImages = 12;

    private const string Dicom = "application/dicom";

    public async Task<ResultObjects> WriteAsync(AnalysisOrder order, ModelIdentity model, FoundObjects found, CancellationToken cancel)
    {
        var report = new ResultReport(order.Study, order.Attempt, found.Source.Source, found.Source.Pictures, found.Findings, found.Segmentation?.Reference, model, order.Simulated);
        var contours = new ContourDocument(1, Notices.Of(order.Simulated), order.Study.Value, order.Attempt, [.. found.Findings.Select((one, index) => one.Contours with { Heatmap = HeatOf(found.Views, index, one) })])
        {
            Frames = found.Source.Stack?.Frames,
        };
        return await WriteViewsAsync(report, found.Views, cancel) with
        {
            Contours = await sink.PutAsync("contours.json", ContourJson.Write(contours), "application/json", cancel),
            Segmentation = found.Segmentation is { } segmentation ? await PutAsync("segmentation.dcm", SegmentationDocument.Build(segmentation), cancel) : null,
            Report = await PutAsync("report.dcm", StructuredReport.Build(report), cancel),
            Presentations = await WritePresentationsAsync(report, cancel),
            ReportSource = await sink.PutAsync(ReportSourceFile.Name, ReportSourceFile.Write(order.Study, order.Attempt, found.Source), Dicom, cancel),
        };
    }

    private async Task<IReadOnlyList<string>> WritePresentationsAsync(ResultReport report, CancellationToken cancel)
    {
        var keys = new List<string>();
        foreach (var (index, state) in PresentationStates.Build(report).Index())
            keys.Add(await PutAsync($"presentation-{index + 1}.dcm", state, cancel));
        return keys;
    }

    /// <summary>Of each of the first findings the picture as it is, the picture drawn on, and that as a capture.</summary>
    private async Task<ResultObjects> WriteViewsAsync(ResultReport report, IReadOnlyList<FindingView> views, CancellationToken cancel)
    {
        var count = Math.Min(MostKeyImages, views.Count);
        var (overlays, clean, captures) = (new string[count], new string[count], new string[count]);
        // Findings often share a picture, and pictures an object.
        foreach (var group in views.Take(count).Index().GroupBy(view => view.Item.Picture.Instance))
            await foreach (var (frame, grey) in ShownAsync(group.Key, group.Select(view => view.Item.Picture.Frame).ToHashSet(), cancel))
                foreach (var (index, view) in group.Where(view => view.Item.Picture.Frame == frame))
                {
                    var image = view.Drawn(grey);
                    var drawn = KeyImagePicture.Paint(image);
                    overlays[index] = await PutAsync($"overlay-{image.Finding.Id}.png", drawn, cancel);
                    clean[index] = await PutAsync($"key-{image.Finding.Id}.png", KeyImagePicture.Clean(image), cancel);
                    if (view.Heat is { } heat)
                        await PutAsync(HeatName(image.Finding.Id), HeatPicture.Of(heat.Map), cancel);
                    captures[index] = await PutAsync($"capture-{image.Finding.Id}.dcm", SecondaryCapture.Build(report, index, drawn), cancel);
                }
        return ResultObjects.None with
        {
            Overlays = overlays,
            KeyImages = clean,
            Captures = captures,
        };
    }

    /// <summary>Where the finding's map lies, which is written beside the contours as long as key images are.</summary>
    private static HeatmapPlace? HeatOf(IReadOnlyList<FindingView> views, int index, ReportedFinding finding) =>
        index < Math.Min(MostKeyImages, views.Count) && views[index] is { Heat: { } heat } view
            ? new(HeatName(finding.Finding.Id), view.Picture.Instance.SopInstanceUid, finding.Finding.KeyFrame, HeatPicture.BoxOf(heat))
            : null;

    private static string HeatName(string finding) => $"heat-{finding}.png";

    private async IAsyncEnumerable<(int Frame, Field Grey)> ShownAsync(Instance instance, HashSet<int> frames, [EnumeratorCancellation] CancellationToken cancel)
    {
        await using var file = instance.Frames > 1 ? await study.OpenFramesAsync(instance, cancel) : await study.OpenAsync(instance, cancel);
        if (instance.Frames <= 1)
        {
            yield return (1, SliceFile.Guarded(instance, () => SliceFile.ReadPicture(file, instance).ShownGrey()));
            yield break;
        }
        using var reader = new FrameFile(file, instance);
        for (var left = frames.Count; left > 0 && reader.Next(frames) is { } held; left--)
            yield return (held.Frame, SliceFile.Guarded(instance, () => held.Decode().ShownGrey()));
    }

    private Task<string> PutAsync(string name, Picture picture, CancellationToken cancel)
    {
        using var png = new MemoryStream();
        picture.WritePng(png);
        return sink.PutAsync(name, png.ToArray(), "image/png", cancel);
    }

    private Task<string> PutAsync(string name, DicomDataset document, CancellationToken cancel)
    {
        using var file = new MemoryStream();
        document.WriteFile(file);
        return sink.PutAsync(name, file.ToArray(), Dicom, cancel);
    }
}

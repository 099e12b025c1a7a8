using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Models;

namespace FirstRead.Inference.Running;

/// <summary>Reads a series of slices: outline, link, measure, judge, write.</summary>
internal static class SeriesReading
{
    public static async Task<ModelReading> ReadAsync(ReadingOrder reading, StudyBorders study, CancellationToken cancel)
    {
        var (model, series) = (reading.Model, reading.Chosen.Single());
        var (manifest, stack) = (model.Manifest, series.Facts.Geometry.Stack!);
        var task = (SegmentationTask)manifest.Task;
        var marked = await MarkedStack.FindAsync(study, stack, model, cancel);
        if (model.Refusal(marked.Distance) is { } reason)
            return ModelReading.Unlike($"the series is {reason}", reading.NotRead);
        var lesions = Findings.Among(LesionLinking.Link(marked.Marks, stack, task.Decision), stack, task);
        Lesions read = new(
            marked,
            lesions,
            [.. lesions.Select((lesion, index) => Findings.Describe(lesion, index + 1, stack, manifest.Finding, task))],
            series.Header,
            model.Identity);
        var objects = await study.Watches.TimeAsync("write", () => study.WriteAsync(reading, () => read.Objects(reading.Order), cancel));
        return new(null, read.Findings, objects, reading.NotRead);
    }
}

using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Analysis.Results;
using FirstRead.Inference.Nets;

namespace FirstRead.Inference.Running;

/// <summary>What the net marked on a stack.</summary>
/// <param name="Planes">Of every slice, in the stack's order.</param>
/// <param name="Pictures">What is kept of each slice's header, in the stack's order.</param>
/// <param name="Distance">Of its slices to the training pictures, their median; null where the model gives no features.</param>
internal sealed record MarkedStack(SliceStack Stack, IReadOnlyList<ImagePlane> Planes, IReadOnlyList<SourcePicture> Pictures, IReadOnlyList<Mark> Marks, double? Distance)
{
    /// <summary>Runs the net over the feed, as many slices at once as the net takes, and keeps outlines only.</summary>
    public static async Task<MarkedStack> FindAsync(StudyBorders study, SliceStack stack, OpenedModel model, CancellationToken cancel)
    {
        // Each slice writes to its own place: slices come in any order, and the result does not depend on it.
        var (planes, pictures) = (new ImagePlane[stack.Slices.Count], new SourcePicture[stack.Slices.Count]);
        var (marks, distances) = (new IReadOnlyList<Mark>[stack.Slices.Count], new double?[stack.Slices.Count]);
        var together = new ParallelOptions { MaxDegreeOfParallelism = model.Callers, CancellationToken = cancel };
        await Parallel.ForEachAsync(InBatches(SliceFeed.ReadAsync(study, stack, model.Manifest.Input, cancel), model.Batch), together, (batch, _) =>
        {
            var answer = study.Watches.Time("infer", () => model.Run([.. batch.Select(slice => slice.Square.Values)]));
            study.Watches.Time("measure", () =>
            {
                foreach (var (index, slice) in batch.Index())
                {
                    (planes[slice.Index], pictures[slice.Index]) = (slice.Plane, slice.Picture);
                    (marks[slice.Index], distances[slice.Index]) = (MarksOn(slice, answer, index, model.Manifest), model.Distance(answer, index));
                }
                return true;
            });
            return ValueTask.CompletedTask;
        });
        var known = distances.OfType<double>().Order().ToArray();
        return new(
            stack,
            planes,
            pictures,
            [.. marks.SelectMany(found => found.OrderBy(mark => mark.Region.Top).ThenBy(mark => mark.Region.Left))],
            known.Length > 0 ? known[known.Length / 2] : null);
    }

    private static async IAsyncEnumerable<List<PreparedSlice>> InBatches(IAsyncEnumerable<PreparedSlice> slices, int size)
    {
        var batch = new List<PreparedSlice>(size);
        await foreach (var slice in slices)
        {
            batch.Add(slice);
            if (batch.Count < size)
                continue;
            yield return batch;
            batch = new(size);
        }
        if (batch.Count > 0)
            yield return batch;
    }

    private static IReadOnlyList<Mark> MarksOn(PreparedSlice slice, NetAnswer answer, int index, ModelManifest model)
    {
        var task = (SegmentationTask)model.Task;
        var square = new Field(model.Input.Side, model.Input.Side, answer.Of(task.Probability, index).ToArray());
        double[] types = task.Types is { } name ? [.. answer.Of(name, index).ToArray().Select(value => (double)value)] : [];
        return Core.Analysis.Lesions.Marks.On(slice.Index, slice.Plane, slice.Square.Grid.ToSource(square), types, task.Decision);
    }
}

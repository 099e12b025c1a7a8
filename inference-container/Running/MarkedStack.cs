using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Models;
using FirstRead.Inference.Nets;

namespace FirstRead.Inference.Running;

/// <summary>What the net marked on a stack.</summary>
/// <param name="Planes">Of every slice, in the stack's order.</param>
/// <param name="Distance">Of its slices to the training pictures, their median; null where the model gives no features.</param>
internal sealed record MarkedStack(SliceStack Stack, IReadOnlyList<ImagePlane> Planes, IReadOnlyList<Mark> Marks, double? Distance)
{
    private const int Batch = 4;

    /// <summary>Runs the net over the feed, a few slices at a time, and keeps outlines only.</summary>
    public static async Task<MarkedStack> FindAsync(StudyBorders study, SliceStack stack, OpenedModel model, CancellationToken cancel)
    {
        var (planes, marks, distances, batch) = (new ImagePlane[stack.Slices.Count], new List<Mark>(), new List<double>(), new List<PreparedSlice>(Batch));
        await foreach (var slice in SliceFeed.ReadAsync(study, stack, model.Manifest.Input, cancel))
        {
            planes[slice.Index] = slice.Plane;
            batch.Add(slice);
            if (batch.Count == Batch)
                RunBatch();
        }
        if (batch.Count > 0)
            RunBatch();
        // Slices came in any order; the result does not depend on it.
        return new(
            stack,
            planes,
            [.. marks.OrderBy(mark => mark.Slice).ThenBy(mark => mark.Region.Top).ThenBy(mark => mark.Region.Left)],
            distances.Count > 0 ? distances.Order().ElementAt(distances.Count / 2) : null);

        void RunBatch()
        {
            var answer = study.Watches.Time("infer", () => model.Run([.. batch.Select(slice => slice.Square.Values)]));
            study.Watches.Time("measure", () =>
            {
                for (var index = 0; index < batch.Count; index++)
                {
                    marks.AddRange(MarksOn(batch[index], answer, index, model.Manifest));
                    if (model.Distance(answer, index) is { } distance)
                        distances.Add(distance);
                }
                return true;
            });
            batch.Clear();
        }
    }

    private static IReadOnlyList<Mark> MarksOn(PreparedSlice slice, NetAnswer answer, int index, ModelManifest model)
    {
        var task = (SegmentationTask)model.Task;
        var square = new Field(model.Input.Side, model.Input.Side, answer.Of(task.Probability, index).ToArray());
        double[] types = task.Types is { } name ? [.. answer.Of(name, index).ToArray().Select(value => (double)value)] : [];
        return Core.Analysis.Lesions.Marks.On(slice.Index, slice.Plane, slice.Square.Grid.ToSource(square), types, task.Decision);
    }
}

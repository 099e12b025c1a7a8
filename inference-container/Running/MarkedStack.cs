using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Models;
using FirstRead.Inference.Nets;

namespace FirstRead.Inference.Running;

/// <summary>What the net marked on a stack.</summary>
/// <param name="Planes">Of every slice, in the stack's order.</param>
internal sealed record MarkedStack(SliceStack Stack, IReadOnlyList<ImagePlane> Planes, IReadOnlyList<Mark> Marks)
{
    private const int Batch = 4;

    /// <summary>Runs the net over the feed, a few slices at a time, and keeps outlines only.</summary>
    public static async Task<MarkedStack> FindAsync(SliceFeed feed, SliceStack stack, INet net, ModelManifest model, Stopwatches watches, CancellationToken cancel)
    {
        var (planes, marks, batch) = (new ImagePlane[stack.Slices.Count], new List<Mark>(), new List<PreparedSlice>(Batch));
        await foreach (var slice in feed.ReadAsync(cancel))
        {
            planes[slice.Index] = slice.Plane;
            batch.Add(slice);
            if (batch.Count < Batch)
                continue;
            marks.AddRange(Run(batch, net, model, watches));
            batch.Clear();
        }
        if (batch.Count > 0)
            marks.AddRange(Run(batch, net, model, watches));
        // Slices came in any order; the result does not depend on it.
        return new(stack, planes, [.. marks.OrderBy(mark => mark.Slice).ThenBy(mark => mark.Region.Top).ThenBy(mark => mark.Region.Left)]);
    }

    private static Mark[] Run(List<PreparedSlice> batch, INet net, ModelManifest model, Stopwatches watches)
    {
        var (size, kinds) = (model.Input.Side * model.Input.Side, model.Finding.Types.Count);
        var images = new float[batch.Count * size];
        for (var index = 0; index < batch.Count; index++)
            batch[index].Image.CopyTo(images, index * size);
        var answer = watches.Time("infer", () => net.Run(images, batch.Count));
        return watches.Time("measure", () => batch.SelectMany((slice, index) => MarksOn(slice, answer, index, size, kinds, model)).ToArray());
    }

    private static IReadOnlyList<Mark> MarksOn(PreparedSlice slice, NetAnswer answer, int index, int size, int kinds, ModelManifest model)
    {
        var square = new Field(model.Input.Side, model.Input.Side, answer.Probability[(index * size)..((index + 1) * size)]);
        var types = answer.Types.Skip(index * kinds).Take(kinds).Select(value => (double)value).ToArray();
        return Core.Analysis.Lesions.Marks.On(slice.Index, slice.Plane, slice.Grid.ToSource(square), types, ((SegmentationTask)model.Task).Decision);
    }
}

using System.Runtime.CompilerServices;
using System.Threading.Channels;
using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Models;
using FirstRead.Inference.Studies;

namespace FirstRead.Inference.Running;

/// <summary>
/// Fetches, decodes and prepares slices beside the net that takes them. However many slices a study has, no more than
/// the settings say are in memory.
/// </summary>
internal sealed class SliceFeed(IStudyImages study, SliceStack stack, ModelInput input, AnalysisSettings settings, Stopwatches watches)
{
    /// <summary>Slices as they become ready, in no order.</summary>
    /// <exception cref="StudyFailedException">A slice cannot be read.</exception>
    /// <exception cref="StoreUnavailableException">A slice could not be read now.</exception>
    public async IAsyncEnumerable<PreparedSlice> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var ready = Channel.CreateBounded<PreparedSlice>(new BoundedChannelOptions(settings.SlicesInMemory) { SingleReader = true });
        var filling = FillAsync(ready.Writer, stopped.Token);
        try
        {
            await foreach (var slice in ready.Reader.ReadAllAsync(cancel))
                yield return slice;
        }
        finally
        {
            // A reader that leaves early must not leave writers waiting for room.
            await stopped.CancelAsync();
            await filling;
        }
    }

    private async Task FillAsync(ChannelWriter<PreparedSlice> ready, CancellationToken cancel)
    {
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = settings.FetchParallelism, CancellationToken = cancel };
            await Parallel.ForEachAsync(Enumerable.Range(0, stack.Slices.Count), parallel, async (index, inner) => await ready.WriteAsync(await PrepareAsync(index, inner), inner));
            ready.Complete();
        }
        catch (Exception error)
        {
            // Handed over to the reader, which throws it.
            ready.Complete(error);
        }
    }

    private async Task<PreparedSlice> PrepareAsync(int index, CancellationToken cancel)
    {
        var instance = stack.Slices[index].Instance;
        await using var file = await watches.TimeAsync("fetch", () => study.OpenAsync(instance, cancel));
        var picture = watches.Time("decode", () => SliceFile.ReadPicture(file, instance));
        return watches.Time("prepare", () => SliceFile.Guarded(instance, () => PreparedSlice.From(index, picture.Header, picture.Grey(input.Voi), input)))
            ?? throw new StudyFailedException(AnalysisCodes.UnreadableObject, $"image {instance.SopInstanceUid} lacks its position, orientation or spacing");
    }
}

using System.Runtime.CompilerServices;
using System.Threading.Channels;
using FirstRead.Core.Studies;
using FirstRead.Inference.Studies;

namespace FirstRead.Inference.Running;

/// <summary>
/// Fetches, decodes and prepares pictures beside the net that takes them. However many pictures a study has, and however
/// large they are, no more than the settings say are in memory; a decoded picture goes as soon as it is prepared.
/// </summary>
internal static class PictureFeed
{
    // What a picture takes while it is at work, a pixel: samples, values, and what lies between them.
    private const int BytesPerPixel = 12;

    /// <summary>What <paramref name="prepare"/> makes of each picture, as it becomes ready, in no order.</summary>
    /// <param name="study">Where pictures come from, and the bounds.</param>
    /// <param name="pictures">One frame each.</param>
    /// <param name="prepare">Given the index and the decoded picture, of which it must keep nothing large. Runs on several threads at once.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="StudyFailedException">A picture cannot be read.</exception>
    /// <exception cref="StoreUnavailableException">A picture could not be read now.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        StudyBorders study, IReadOnlyList<Instance> pictures, Func<int, DecodedPicture, T> prepare, [EnumeratorCancellation] CancellationToken cancel)
    {
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var budget = new MemoryBudget(study.Settings.PictureMegabytes);
        var ready = Channel.CreateBounded<T>(new BoundedChannelOptions(study.Settings.SlicesInMemory) { SingleReader = true });
        var filling = FillAsync(study, pictures, prepare, budget, ready.Writer, stopped.Token);
        try
        {
            await foreach (var picture in ready.Reader.ReadAllAsync(cancel))
                yield return picture;
        }
        finally
        {
            // A reader that leaves early must not leave writers waiting for room.
            await stopped.CancelAsync();
            await filling;
        }
    }

    private static async Task FillAsync<T>(
        StudyBorders study, IReadOnlyList<Instance> pictures, Func<int, DecodedPicture, T> prepare, MemoryBudget budget, ChannelWriter<T> ready, CancellationToken cancel)
    {
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = study.Settings.FetchParallelism, CancellationToken = cancel };
            await Parallel.ForEachAsync(Enumerable.Range(0, pictures.Count), parallel, async (index, inner) =>
                await ready.WriteAsync(await PrepareAsync(study, pictures[index], picture => prepare(index, picture), budget, inner), inner));
            ready.Complete();
        }
        catch (Exception error)
        {
            // Handed over to the reader, which throws it.
            ready.Complete(error);
        }
    }

    private static async Task<T> PrepareAsync<T>(StudyBorders study, Instance picture, Func<DecodedPicture, T> prepare, MemoryBudget budget, CancellationToken cancel)
    {
        using var share = await budget.TakeAsync((2 * picture.Bytes) + ((long)(picture.Rows ?? 0) * (picture.Columns ?? 0) * BytesPerPixel), cancel);
        var decoded = await ReadAsync(study, picture, cancel);
        return study.Watches.Time("prepare", () => SliceFile.Guarded(picture, () => prepare(decoded)));
    }

    /// <summary>One picture, decoded.</summary>
    /// <exception cref="StudyFailedException">It cannot be read.</exception>
    /// <exception cref="StoreUnavailableException">It could not be read now.</exception>
    public static async Task<DecodedPicture> ReadAsync(StudyBorders study, Instance picture, CancellationToken cancel)
    {
        await using var file = await study.Watches.TimeAsync("fetch", () => study.Images.OpenAsync(picture, cancel));
        return study.Watches.Time("decode", () => SliceFile.ReadPicture(file, picture));
    }
}

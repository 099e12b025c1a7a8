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
    /// <param name="pictures">Each once. Frames of one object are read in one pass over it.</param>
    /// <param name="prepare">Given the index and the decoded picture, of which it must keep nothing large. Runs on several threads at once.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="StudyFailedException">A picture cannot be read.</exception>
    /// <exception cref="StoreUnavailableException">A picture could not be read now.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        StudyBorders study, IReadOnlyList<PictureFrame> pictures, Func<int, DecodedPicture, T> prepare, [EnumeratorCancellation] CancellationToken cancel)
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
        StudyBorders study, IReadOnlyList<PictureFrame> pictures, Func<int, DecodedPicture, T> prepare, MemoryBudget budget, ChannelWriter<T> ready, CancellationToken cancel)
    {
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = study.Settings.FetchParallelism, CancellationToken = cancel };
            await Parallel.ForEachAsync(WorkAsync(study, pictures, budget, cancel), parallel, async (work, inner) =>
                await ready.WriteAsync(await PrepareAsync(study, work, prepare, inner), inner));
            ready.Complete();
        }
        catch (Exception error)
        {
            // Handed over to the reader, which throws it.
            ready.Complete(error);
        }
    }

    /// <summary>Objects of one frame each are fetched by who decodes them; the frames of one object are fetched here, one after the other, for it is read forward.</summary>
    private static async IAsyncEnumerable<Work> WorkAsync(StudyBorders study, IReadOnlyList<PictureFrame> pictures, MemoryBudget budget, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var (index, picture) in pictures.Index())
            if (picture.Instance.Frames <= 1)
                yield return new(index, picture.Instance, inner => budget.TakeAsync((2 * picture.Instance.Bytes) + PixelBytes(picture.Instance), inner), inner => ReadAsync(study, picture.Instance, inner));
        foreach (var frames in pictures.Index().Where(one => one.Item.Instance.Frames > 1).GroupBy(one => one.Item.Instance))
        {
            var places = frames.ToDictionary(one => one.Item.Frame, one => one.Index);
            var wanted = places.Keys.ToHashSet();
            await using var file = await study.Watches.TimeAsync("fetch", () => study.Images.OpenFramesAsync(frames.Key, cancel));
            using var reader = study.Watches.Time("fetch", () => new FrameFile(file, frames.Key));
            for (var left = places.Count; left > 0; left--)
            {
                var share = await budget.TakeAsync(2 * PixelBytes(frames.Key), cancel);
                var held = Next(study, reader, wanted, frames.Key, share);
                yield return new(places[held.Frame], frames.Key, _ => Task.FromResult(share), _ => Task.FromResult(study.Watches.Time("decode", held.Decode)));
            }
        }
    }

    private static HeldPicture Next(StudyBorders study, FrameFile reader, IReadOnlySet<int> wanted, Instance instance, IDisposable share)
    {
        try
        {
            return study.Watches.Time("fetch", () => reader.Next(wanted))
                ?? throw new StudyFailedException(Core.Analysis.AnalysisCodes.UnreadableObject, $"image {instance.SopInstanceUid} has fewer frames than were registered");
        }
        catch
        {
            share.Dispose();
            throw;
        }
    }

    private static async Task<T> PrepareAsync<T>(StudyBorders study, Work work, Func<int, DecodedPicture, T> prepare, CancellationToken cancel)
    {
        using var share = await work.Share(cancel);
        var decoded = await work.Decode(cancel);
        return study.Watches.Time("prepare", () => SliceFile.Guarded(work.Instance, () => prepare(work.Index, decoded)));
    }

    private static long PixelBytes(Instance instance) => (long)(instance.Rows ?? 0) * (instance.Columns ?? 0) * BytesPerPixel;

    private static async Task<DecodedPicture> ReadAsync(StudyBorders study, Instance picture, CancellationToken cancel)
    {
        await using var file = await study.Watches.TimeAsync("fetch", () => study.Images.OpenAsync(picture, cancel));
        return study.Watches.Time("decode", () => SliceFile.ReadPicture(file, picture));
    }

    /// <summary>One picture to be prepared.</summary>
    /// <param name="Index">Among those that were asked for.</param>
    /// <param name="Share">What it may take of the memory, held until it is prepared.</param>
    /// <param name="Decode">Fetches it where that is not done.</param>
    private sealed record Work(int Index, Instance Instance, Func<CancellationToken, Task<IDisposable>> Share, Func<CancellationToken, Task<DecodedPicture>> Decode);
}

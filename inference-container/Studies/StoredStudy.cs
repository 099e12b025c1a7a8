using FirstRead.Core.Analysis;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Inference.Studies;

/// <summary>A study in the de-identified bucket, and its results in theirs.</summary>
internal sealed class StoredStudy(IObjectStore objects, TaskSettings settings, Claim claim, IReadOnlyList<Instance> instances) : IStudyImages, IResultSink
{
    /// <summary>Larger than any picture of one frame; nothing larger is held.</summary>
    private const long MostBytes = 1L << 30;

    /// <summary>A small file is read to its end, so that its connection serves the next one too.</summary>
    private const long SmallBytes = 1L << 20;

    public IReadOnlyList<Instance> Instances => instances;

    public async Task<Stream> OpenAsync(Instance instance, CancellationToken cancel)
    {
        var found = await FindAsync(instance, cancel);
        if (found.Length <= MostBytes)
            return await HeldAsync(found, cancel);
        await found.DisposeAsync();
        throw new StudyFailedException(AnalysisCodes.TooLarge, $"image {instance.SopInstanceUid} has {found.Length} bytes of at most {MostBytes}");
    }

    public async Task<Stream> OpenHeaderAsync(Instance instance, CancellationToken cancel)
    {
        var found = await FindAsync(instance, cancel);
        return found.Length <= SmallBytes ? await HeldAsync(found, cancel) : new StoreStream(found.Content);
    }

    public async Task<Stream> OpenFramesAsync(Instance instance, CancellationToken cancel)
    {
        var found = await FindAsync(instance, cancel);
        if (found.Length <= SmallBytes)
            return await HeldAsync(found, cancel);
        await found.DisposeAsync();
        return new RangedStream(objects, settings.DeidentifiedBucket, instance.ObjectKey, found.Length);
    }

    private async Task<StoredObject> FindAsync(Instance instance, CancellationToken cancel) =>
        await Guarded(() => objects.OpenAsync(settings.DeidentifiedBucket, instance.ObjectKey, null, cancel), "read an image", cancel)
            ?? throw new StudyFailedException(AnalysisCodes.MissingObject, $"image {instance.SopInstanceUid} is not in the store");

    /// <summary>Held whole: a slice is small, and a connection that waits for a decoder is soon closed.</summary>
    private static async Task<Stream> HeldAsync(StoredObject found, CancellationToken cancel)
    {
        await using (found)
        {
            var bytes = new MemoryStream((int)found.Length);
            await Guarded(() => Copy(found, bytes, cancel), "read an image", cancel);
            bytes.Position = 0;
            return bytes;
        }
    }

    public async Task<string> PutAsync(string name, byte[] content, string contentType, CancellationToken cancel)
    {
        var key = ObjectKeys.Result(claim.Study, claim.Attempt, name);
        await Guarded(() => Put(key, content, contentType, cancel), "write a result", cancel);
        return key;
    }

    private static async Task<bool> Copy(StoredObject source, MemoryStream target, CancellationToken cancel)
    {
        await source.Content.CopyToAsync(target, cancel);
        return true;
    }

    private async Task<bool> Put(string key, byte[] content, string contentType, CancellationToken cancel)
    {
        await objects.PutAsync(settings.ResultsBucket, key, content, contentType, cancel);
        return true;
    }

    // The decision: whatever a store throws says nothing about the study.
    private static async Task<T> Guarded<T>(Func<Task<T>> call, string what, CancellationToken cancel)
    {
        try
        {
            return await call();
        }
        catch (Exception error) when (!cancel.IsCancellationRequested)
        {
            throw new StoreUnavailableException($"Could not {what}: {error.GetType().Name}", error);
        }
    }
}

using FirstRead.Core.Analysis;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Inference.Studies;

/// <summary>A study in the de-identified bucket, and its results in theirs.</summary>
internal sealed class StoredStudy(IObjectStore objects, TaskSettings settings, Claim claim, IReadOnlyList<Instance> instances) : IStudyImages, IResultSink
{
    public IReadOnlyList<Instance> Instances => instances;

    public async Task<Stream> OpenAsync(Instance instance, CancellationToken cancel)
    {
        var found = await Guarded(() => objects.OpenAsync(settings.DeidentifiedBucket, instance.ObjectKey, null, cancel), "read an image", cancel)
            ?? throw new StudyFailedException(AnalysisCodes.MissingObject, $"image {instance.SopInstanceUid} is not in the store");
        await using (found)
        {
            // Held whole: a slice is small, and a connection that waits for a decoder is soon closed.
            var bytes = new MemoryStream(checked((int)found.Length));
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

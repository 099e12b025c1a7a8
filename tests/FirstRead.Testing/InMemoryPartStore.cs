using System.Collections.Concurrent;
using FirstRead.Core.Uploads;

namespace FirstRead.Testing;

/// <summary>Multipart uploads in memory: ids, parts, and which keys became objects.</summary>
public sealed class InMemoryPartStore : IPartStore
{
    private readonly ConcurrentDictionary<(string Key, string Id), SortedDictionary<int, StoredPart>> open = new();
    private readonly ConcurrentDictionary<string, byte> made = new();
    private int ids;

    public IEnumerable<string> Open => open.Keys.Select(upload => upload.Key);

    public IEnumerable<string> Made => made.Keys;

    public void Put(string key, StoredPart part) => open.Single(upload => upload.Key.Key == key).Value[part.Number] = part;

    /// <summary>S3 keeps the parts of an upload for as long as its life cycle says.</summary>
    public void Forget(string key) => open.TryRemove(open.Keys.Single(upload => upload.Key == key), out _);

    public Task<string> StartAsync(string key, CancellationToken cancel)
    {
        var id = $"multipart-{Interlocked.Increment(ref ids)}";
        open[(key, id)] = [];
        return Task.FromResult(id);
    }

    public Task<IReadOnlyList<StoredPart>?> ListAsync(string key, string multipartId, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<StoredPart>?>(open.TryGetValue((key, multipartId), out var parts) ? [.. parts.Values] : null);

    public Task<bool> CompleteAsync(string key, string multipartId, IReadOnlyList<StoredPart> parts, CancellationToken cancel)
    {
        if (!made.TryAdd(key, 0))
            return Task.FromResult(false);
        open.TryRemove((key, multipartId), out _);
        return Task.FromResult(true);
    }

    public Task AbortAsync(string key, string multipartId, CancellationToken cancel)
    {
        open.TryRemove((key, multipartId), out _);
        return Task.CompletedTask;
    }
}

using System.Collections.Concurrent;
using FirstRead.Core.Storage;

namespace FirstRead.Testing;

/// <summary>Buckets in memory. What a writer holds appears at its completion, as in S3.</summary>
/// <param name="completing">Called before and after a writer's completion takes effect.</param>
public sealed class InMemoryObjectStore(Action<bool>? completing = null) : IObjectStore, IObjectRanges
{
    private readonly ConcurrentDictionary<string, byte[]> objects = new();

    public IReadOnlyDictionary<string, byte[]> Objects => objects;

    public IEnumerable<string> Keys(string bucket) => objects.Keys.Where(name => name.StartsWith($"{bucket}/", StringComparison.Ordinal)).Select(name => name[(bucket.Length + 1)..]);

    public Task<StoredObject?> OpenAsync(string bucket, string key, string? versionId, CancellationToken cancel) => Task.FromResult(
        objects.TryGetValue($"{bucket}/{key}", out var content) ? new StoredObject(new MemoryStream(content, writable: false), content.Length, versionId) : null);

    public Task<ObjectRange?> ReadAsync(string bucket, string key, long from, int length, CancellationToken cancel) => Task.FromResult(
        objects.TryGetValue($"{bucket}/{key}", out var content)
            ? new ObjectRange(content.AsSpan((int)from, (int)Math.Min(length, content.Length - from)).ToArray(), content.Length)
            : null);

    public Task PutAsync(string bucket, string key, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancel)
    {
        objects[$"{bucket}/{key}"] = content.ToArray();
        return Task.CompletedTask;
    }

    public Task<IObjectWriter> CreateAsync(string bucket, string key, string contentType, CancellationToken cancel) =>
        Task.FromResult<IObjectWriter>(new Writer(content =>
        {
            completing?.Invoke(false);
            objects[$"{bucket}/{key}"] = content;
            completing?.Invoke(true);
        }));

    public Task CopyAsync(string bucket, string key, string? versionId, string targetKey, CancellationToken cancel)
    {
        objects[$"{bucket}/{targetKey}"] = objects[$"{bucket}/{key}"];
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string bucket, string key, CancellationToken cancel)
    {
        objects.TryRemove($"{bucket}/{key}", out _);
        return Task.CompletedTask;
    }

    private sealed class Writer(Action<byte[]> complete) : IObjectWriter
    {
        private readonly MemoryStream content = new();

        public Stream Content => content;

        public Task CompleteAsync(CancellationToken cancel)
        {
            complete(content.ToArray());
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => content.DisposeAsync();
    }
}

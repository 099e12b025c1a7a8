namespace FirstRead.Core.Storage;

/// <summary>One object's bytes as a stream, and what the store knows of it.</summary>
public sealed record StoredObject(Stream Content, long Length, string? VersionId) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}

/// <summary>Named objects in buckets (S3).</summary>
public interface IObjectStore
{
    /// <summary>Opens the object for one sequential read; null when there is none.</summary>
    Task<StoredObject?> OpenAsync(string bucket, string key, string? versionId, CancellationToken cancel);

    /// <summary>Opens a part of the object for one sequential read; null when there is none. A store that knows no parts passes over what comes before.</summary>
    /// <param name="bucket">That holds it.</param>
    /// <param name="key">Of the object.</param>
    /// <param name="from">First byte, from 0; inside the object.</param>
    /// <param name="length">Bytes, at least 1; fewer come where the object ends before.</param>
    /// <param name="cancel">Ends it.</param>
    async Task<StoredObject?> OpenRangeAsync(string bucket, string key, long from, int length, CancellationToken cancel)
    {
        if (await OpenAsync(bucket, key, null, cancel) is not { } whole)
            return null;
        await using (whole)
        {
            var skipped = new byte[81920];
            for (var left = from; left > 0;)
            {
                var count = await whole.Content.ReadAsync(skipped.AsMemory(0, (int)Math.Min(left, skipped.Length)), cancel);
                if (count == 0)
                    break;
                left -= count;
            }
            var part = new byte[length];
            var read = await whole.Content.ReadAtLeastAsync(part, length, throwOnEndOfStream: false, cancel);
            return new(new MemoryStream(part, 0, read, writable: false), read, whole.VersionId);
        }
    }

    /// <summary>Writes a small object whole.</summary>
    Task PutAsync(string bucket, string key, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancel);

    /// <summary>
    /// Starts an object that is written as a stream of unknown length (multipart) and becomes visible only by
    /// <see cref="IObjectWriter.CompleteAsync"/>; disposed without it, nothing ever appears.
    /// </summary>
    Task<IObjectWriter> CreateAsync(string bucket, string key, string contentType, CancellationToken cancel);

    Task CopyAsync(string bucket, string key, string? versionId, string targetKey, CancellationToken cancel);

    Task DeleteAsync(string bucket, string key, CancellationToken cancel);
}

/// <summary>An object being written.</summary>
public interface IObjectWriter : IAsyncDisposable
{
    Stream Content { get; }

    Task CompleteAsync(CancellationToken cancel);
}

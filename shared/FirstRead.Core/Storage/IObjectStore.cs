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

namespace FirstRead.Core.Uploads;

/// <summary>One part that has arrived whole.</summary>
/// <param name="Sha256">Lower-case hexadecimal, as S3 computed it.</param>
public sealed record StoredPart(int Number, long Bytes, string ETag, string Sha256);

/// <summary>Multipart uploads of the incoming bucket (S3).</summary>
public interface IPartStore
{
    /// <summary>Begins one whose parts must each name their SHA-256. Returns its id.</summary>
    Task<string> StartAsync(string key, CancellationToken cancel);

    /// <summary>In the order of their numbers; null when S3 knows the id no longer.</summary>
    Task<IReadOnlyList<StoredPart>?> ListAsync(string key, string multipartId, CancellationToken cancel);

    /// <summary>Makes the object of the parts, unless one lies under the key already: then nothing changes and it is false.</summary>
    Task<bool> CompleteAsync(string key, string multipartId, IReadOnlyList<StoredPart> parts, CancellationToken cancel);

    /// <summary>Lets the parts go; nothing happens where S3 knows the id no longer.</summary>
    Task AbortAsync(string key, string multipartId, CancellationToken cancel);
}

namespace FirstRead.Core.Storage;

/// <summary>Parts of objects: for whoever needs a header, or one frame of many.</summary>
public interface IObjectRanges
{
    /// <summary>Up to <paramref name="length"/> bytes from <paramref name="from"/>, fewer where the object ends before; null when there is no object.</summary>
    Task<ObjectRange?> ReadAsync(string bucket, string key, long from, int length, CancellationToken cancel);
}

/// <param name="Length">Of the whole object.</param>
public sealed record ObjectRange(byte[] Bytes, long Length);

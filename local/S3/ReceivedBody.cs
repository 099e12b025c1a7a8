using System.Globalization;
using FirstRead.Local.Wire;

namespace FirstRead.Local.S3;

/// <summary>A request's body on disk, with every digest that the client named found right.</summary>
internal sealed record ReceivedBody(string Path, long Bytes, byte[] Md5, IReadOnlyDictionary<string, string> Checksums)
{
    public const long Largest = 5L << 30;
    private const string Prefix = "x-amz-checksum-";

    /// <summary>Streams the body to <paramref name="path"/>; on any error nothing is left there.</summary>
    /// <exception cref="S3Exception">Bytes, length or a digest are not what the client signed.</exception>
    public static async Task<ReceivedBody> ReceiveAsync(HttpRequest request, Signature signature, string path, CancellationToken cancel)
    {
        try
        {
            return await WriteAsync(request, signature, path, cancel);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private static async Task<ReceivedBody> WriteAsync(HttpRequest request, Signature signature, string path, CancellationToken cancel)
    {
        var expected = ExpectedLength(request, signature);
        var chunked = signature.PayloadHash.StartsWith("STREAMING-", StringComparison.Ordinal) ? new AwsChunkedReader(request.Body, signature) : null;
        var algorithms = Algorithms(request, signature).ToDictionary(name => name, Checksum.Of);
        var bytes = 0L;
        await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous))
            await foreach (var piece in chunked?.ReadAsync(cancel) ?? Pieces(request.Body, cancel))
            {
                foreach (var algorithm in algorithms.Values)
                    algorithm.Append(piece.Span);
                bytes += piece.Length;
                await file.WriteAsync(piece, cancel);
            }
        if (bytes != expected)
            throw new S3Exception(400, "IncompleteBody", "You did not provide the number of bytes specified by the Content-Length HTTP header");
        var sums = algorithms.ToDictionary(entry => entry.Key, entry => entry.Value.Finish());
        Compare(request, signature, chunked?.Trailers, sums);
        return new ReceivedBody(path, bytes, sums["md5"], Kept(request, chunked?.Trailers, sums));
    }

    private static long ExpectedLength(HttpRequest request, Signature signature)
    {
        var length = signature.PayloadHash.StartsWith("STREAMING-", StringComparison.Ordinal)
            ? long.TryParse(request.Headers["x-amz-decoded-content-length"], NumberStyles.None, CultureInfo.InvariantCulture, out var decoded) ? decoded : null
            : request.ContentLength;
        return length switch
        {
            null => throw new S3Exception(411, "MissingContentLength", "You must provide the Content-Length HTTP header."),
            > Largest => throw new S3Exception(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size"),
            _ => length.Value,
        };
    }

    /// <summary>MD5 for the ETag, and whatever the client named: in a header, in a signed query parameter, or behind the body.</summary>
    private static HashSet<string> Algorithms(HttpRequest request, Signature signature)
    {
        var names = request.Headers.Keys.Concat(request.Query.Keys).Append(request.Headers["x-amz-trailer"].ToString())
            .Where(name => name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .Select(name => name[Prefix.Length..].ToLowerInvariant())
            .Where(name => name is not ("mode" or "algorithm" or "type"));
        return ["md5", .. names, .. signature.PayloadHash.Length == 64 ? ["sha256"] : Array.Empty<string>()];
    }

    private static void Compare(HttpRequest request, Signature signature, Dictionary<string, string>? trailers, Dictionary<string, byte[]> sums)
    {
        if (signature.PayloadHash.Length == 64 && Signature.Hex(sums["sha256"]) != signature.PayloadHash)
            throw new S3Exception(400, "XAmzContentSHA256Mismatch", "The provided 'x-amz-content-sha256' header does not match what was computed.");
        if (request.Headers.ContentMD5.ToString() is { Length: > 0 } md5 && md5 != Convert.ToBase64String(sums["md5"]))
            throw S3Exception.BadDigest("Content-MD5");
        foreach (var (name, sum) in sums)
            if (Claimed(request, trailers, name) is { } claimed && claimed != Convert.ToBase64String(sum))
                throw S3Exception.BadDigest(name.ToUpperInvariant());
    }

    private static Dictionary<string, string> Kept(HttpRequest request, Dictionary<string, string>? trailers, Dictionary<string, byte[]> sums) =>
        sums.Where(sum => Claimed(request, trailers, sum.Key) is not null).ToDictionary(sum => sum.Key, sum => Convert.ToBase64String(sum.Value));

    private static string? Claimed(HttpRequest request, Dictionary<string, string>? trailers, string algorithm)
    {
        var name = Prefix + algorithm;
        return (string?)request.Headers[name] ?? (string?)request.Query[name] ?? trailers?.GetValueOrDefault(name);
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Pieces(Stream body, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var buffer = new byte[64 * 1024];
        int count;
        while ((count = await body.ReadAsync(buffer, cancel)) > 0)
            yield return buffer.AsMemory(0, count);
    }
}

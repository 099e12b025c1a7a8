using System.Globalization;

namespace FirstRead.Local.S3;

/// <summary>An object as an HTTP answer: whole or one range, never in memory. The gateway sends pixels the same way.</summary>
public static class ObjectResponse
{
    public static async Task SendAsync(HttpContext context, ObjectVersion version, string path)
    {
        var (request, response) = (context.Request, context.Response);
        Describe(response, version);
        if (request.Headers.IfNoneMatch.Contains($"\"{version.ETag}\""))
        {
            response.StatusCode = 304;
            return;
        }
        if (request.Headers.IfMatch.ToString() is { Length: > 0 } match && match != $"\"{version.ETag}\"")
            throw S3Exception.PreconditionFailed();
        var (offset, length) = (0L, version.Bytes);
        if (request.Headers.Range.ToString() is { Length: > 0 } range)
        {
            (offset, length) = Slice(range, version.Bytes);
            response.StatusCode = 206;
            response.Headers.ContentRange = $"bytes {offset}-{offset + length - 1}/{version.Bytes}";
        }
        else if (request.Headers["x-amz-checksum-mode"] == "ENABLED")
        {
            AddChecksums(response, version);
        }
        response.ContentLength = length;
        if (request.Method != "HEAD" && length > 0)
            await response.SendFileAsync(path, offset, length, context.RequestAborted);
    }

    internal static void AddChecksums(HttpResponse response, ObjectVersion version)
    {
        foreach (var (algorithm, value) in version.Checksums)
            response.Headers[$"x-amz-checksum-{algorithm}"] = value;
    }

    private static void Describe(HttpResponse response, ObjectVersion version)
    {
        ObjectOperations.Describe(response, version);
        response.ContentType = version.ContentType;
        response.Headers.AcceptRanges = "bytes";
        response.Headers.LastModified = version.ModifiedAt.ToString("R", CultureInfo.InvariantCulture);
        foreach (var (name, value) in version.Metadata)
            response.Headers[name] = value;
    }

    /// <summary>One range of RFC 9110, 14.1.2: <c>bytes=a-b</c>, <c>bytes=a-</c> or <c>bytes=-n</c>.</summary>
    private static (long Offset, long Length) Slice(string range, long bytes)
    {
        if (!range.StartsWith("bytes=", StringComparison.Ordinal) || range[6..].Split('-') is not [var first, var last])
            throw S3Exception.NotImplemented("a range of this form");
        long? from = long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : null;
        long? to = long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var end) ? end : null;
        var (offset, stop) = (from, to) switch
        {
            ({ } a, { } b) => (a, Math.Min(b, bytes - 1)),
            ({ } a, null) => (a, bytes - 1),
            (null, { } n) => (Math.Max(0, bytes - n), bytes - 1),
            _ => (0, -1),
        };
        return offset <= stop ? (offset, stop - offset + 1) : throw new S3Exception(416, "InvalidRange", "The requested range is not satisfiable");
    }
}

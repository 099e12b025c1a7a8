using System.Xml.Linq;
using FirstRead.Local.Wire;

namespace FirstRead.Local.S3;

/// <summary>PutObject, CopyObject, GetObject, HeadObject, DeleteObject.</summary>
internal static class ObjectOperations
{
    public static async Task PutAsync(S3Call call)
    {
        // Asked early to spare the bytes, and again under the lock when they are here.
        if (call.OnlyIfAbsent && call.Bucket.Find(call.Key) is { IsDeleteMarker: false })
            throw S3Exception.PreconditionFailed();
        var body = await call.ReceiveAsync();
        try
        {
            var draft = call.Draft(body.Bytes, Signature.Hex(body.Md5), body.Checksums);
            var version = call.Store.Commit(call.Bucket, draft, body.Path, call.OnlyIfAbsent, "ObjectCreated:Put") ?? throw S3Exception.PreconditionFailed();
            Describe(call.Response, version);
            ObjectResponse.AddChecksums(call.Response, version);
        }
        finally
        {
            File.Delete(body.Path);
        }
    }

    public static async Task CopyAsync(S3Call call)
    {
        var (source, original) = Source(call);
        var staged = call.Bucket.NewStagingPath();
        try
        {
            File.Copy(source.PathOf(original), staged);
            var replace = call.Request.Headers["x-amz-metadata-directive"] == "REPLACE";
            var draft = original with
            {
                Key = call.Key,
                ContentType = replace ? call.Request.ContentType ?? original.ContentType : original.ContentType,
                Metadata = replace ? call.UserMetadata() : original.Metadata,
            };
            var version = call.Store.Commit(call.Bucket, draft, staged, call.OnlyIfAbsent, "ObjectCreated:Copy") ?? throw S3Exception.PreconditionFailed();
            call.Response.Headers["x-amz-version-id"] = version.VersionId;
            call.Response.Headers["x-amz-copy-source-version-id"] = original.VersionId;
            await call.AnswerAsync(new XElement(S3Call.Namespace + "CopyObjectResult",
                new XElement(S3Call.Namespace + "ETag", $"\"{version.ETag}\""),
                new XElement(S3Call.Namespace + "LastModified", ListOperations.Time(version))));
        }
        finally
        {
            File.Delete(staged);
        }
    }

    public static async Task GetAsync(S3Call call)
    {
        var version = Find(call);
        await ObjectResponse.SendAsync(call.Context, version, call.Bucket.PathOf(version));
    }

    public static Task DeleteAsync(S3Call call)
    {
        var versionId = call.Parameter("versionId");
        var affected = versionId is null ? call.Bucket.Hide(call.Key) : call.Bucket.Remove(call.Key, versionId);
        if (affected is { IsDeleteMarker: true })
            call.Response.Headers["x-amz-delete-marker"] = "true";
        call.Response.Headers["x-amz-version-id"] = affected?.VersionId ?? versionId;
        call.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    public static void Describe(HttpResponse response, ObjectVersion version)
    {
        response.Headers.ETag = $"\"{version.ETag}\"";
        response.Headers["x-amz-version-id"] = version.VersionId;
    }

    internal static ObjectVersion Find(S3Call call)
    {
        var versionId = call.Parameter("versionId");
        var version = call.Bucket.Find(call.Key, versionId);
        if (version is { IsDeleteMarker: true })
        {
            call.Response.Headers["x-amz-delete-marker"] = "true";
            throw versionId is null ? S3Exception.NoSuchKey() : new S3Exception(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
        }
        return version ?? throw (versionId is null ? S3Exception.NoSuchKey() : new S3Exception(404, "NoSuchVersion", "The specified version does not exist."));
    }

    /// <summary>x-amz-copy-source: <c>/bucket/key?versionId=…</c>, URL-encoded.</summary>
    private static (Bucket, ObjectVersion) Source(S3Call call)
    {
        var parts = call.Request.Headers["x-amz-copy-source"].ToString().Split("?versionId=", 2);
        if (Uri.UnescapeDataString(parts[0]).TrimStart('/').Split('/', 2) is not [var name, var key])
            throw new S3Exception(400, "InvalidArgument", "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
        var bucket = call.Store.Find(name) ?? throw new S3Exception(404, "NoSuchBucket", "The specified bucket does not exist");
        return bucket.Find(key, parts.Length == 2 ? parts[1] : null) is { IsDeleteMarker: false } version ? (bucket, version) : throw S3Exception.NoSuchKey();
    }
}

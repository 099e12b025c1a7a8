using System.Xml.Linq;
using FirstRead.Local.Iam;
using FirstRead.Local.Wire;

namespace FirstRead.Local.S3;

/// <summary>
/// S3's REST protocol, path-style, as far as FirstRead speaks it: versioned buckets, SigV4, checksums, multipart, conditional
/// writes. What is not here answers 501 by name.
/// </summary>
/// <param name="portalOrigin">The one origin whose pages may PUT (CORS).</param>
/// <param name="permissions">Null lets every known caller do everything.</param>
public sealed class S3Endpoint(ObjectStore store, SignatureGate gate, string portalOrigin, S3Permissions? permissions = null)
{
    private static readonly string[] Unimplemented =
        ["acl", "policy", "lifecycle", "cors", "encryption", "object-lock", "retention", "legal-hold", "torrent", "restore", "select", "delete", "notification", "website", "logging", "attributes"];

    public async Task HandleAsync(HttpContext context)
    {
        context.Response.Headers["x-amz-request-id"] = context.TraceIdentifier;
        AddCors(context);
        try
        {
            if (context.Request.Method == "OPTIONS")
                return;
            var (signature, refusal) = gate.Verify(context.Request);
            if (signature is null)
                throw new S3Exception(403, refusal!.Code, refusal.Message);
            await RunAsync(S3Call.Of(context, store, signature));
        }
        catch (S3Exception error) when (!context.Response.HasStarted)
        {
            await S3Call.AnswerAsync(context.Response, error.Status, new XElement("Error",
                new XElement("Code", error.Code), new XElement("Message", error.Message), new XElement("RequestId", context.TraceIdentifier)));
        }
    }

    private async Task RunAsync(S3Call call)
    {
        if (permissions is not null && await permissions.CheckAsync(call) is { } denial)
            throw S3Exception.AccessDenied(denial.Message);
        try
        {
            await Route(call, permissions);
        }
        catch (S3Exception error) when (error.Code == "NoSuchKey" && permissions?.MayKnowWhatIsMissing(call) == false)
        {
            throw S3Exception.AccessDenied("Access Denied");
        }
    }

    private static Task Route(S3Call call, S3Permissions? permissions)
    {
        if (Unimplemented.FirstOrDefault(call.Has) is { } subresource)
            throw S3Exception.NotImplemented($"?{subresource}");
        return call switch
        {
            { BucketName: "" } => ListOperations.BucketsAsync(call),
            { Key: "" } => OnBucket(call),
            _ => OnObject(call, permissions),
        };
    }

    private static Task OnBucket(S3Call call) => call.Request.Method switch
    {
        _ when call.Has("tagging") => throw S3Exception.NotImplemented("?tagging of a bucket"),
        "HEAD" => call.Bucket is null ? throw S3Exception.NoSuchKey() : Task.CompletedTask,
        "GET" when call.Has("versions") => ListOperations.VersionsAsync(call),
        "GET" when call.Has("location") => call.AnswerAsync(new XElement(S3Call.Namespace + "LocationConstraint")),
        "GET" when call.Parameter("list-type") == "2" => ListOperations.ObjectsAsync(call),
        _ => throw S3Exception.NotImplemented("this operation on a bucket"),
    };

    private static Task OnObject(S3Call call, S3Permissions? permissions) => call.Request.Method switch
    {
        "PUT" when call.Has("uploadId") => MultipartOperations.UploadPartAsync(call),
        "PUT" when call.Has("tagging") => TagOperations.PutAsync(call, permissions),
        "GET" when call.Has("tagging") => TagOperations.GetAsync(call),
        _ when call.Has("tagging") => throw S3Exception.NotImplemented("this operation on tags"),
        "PUT" when call.Request.Headers.ContainsKey("x-amz-copy-source") => ObjectOperations.CopyAsync(call),
        "PUT" => ObjectOperations.PutAsync(call),
        "GET" when call.Has("uploadId") => MultipartOperations.ListPartsAsync(call),
        "GET" or "HEAD" => ObjectOperations.GetAsync(call),
        "DELETE" when call.Has("uploadId") => MultipartOperations.AbortAsync(call),
        "DELETE" => ObjectOperations.DeleteAsync(call),
        "POST" when call.Has("uploads") => MultipartOperations.CreateAsync(call),
        "POST" when call.Has("uploadId") => MultipartOperations.CompleteAsync(call),
        _ => throw S3Exception.NotImplemented("this operation on an object"),
    };

    private void AddCors(HttpContext context)
    {
        if (context.Request.Headers.Origin != portalOrigin)
            return;
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = portalOrigin;
        headers.Vary = "Origin";
        headers.AccessControlAllowMethods = "GET, HEAD, PUT";
        headers.AccessControlAllowHeaders = "content-type, if-none-match, x-amz-checksum-sha256";
        headers.AccessControlExposeHeaders = "ETag, x-amz-version-id";
        headers.AccessControlMaxAge = "3000";
    }
}

using System.Text;
using System.Xml.Linq;
using FirstRead.Local.Wire;

namespace FirstRead.Local.S3;

/// <summary>One verified request, taken apart (path-style: <c>/bucket/key</c>).</summary>
internal sealed record S3Call(HttpContext Context, ObjectStore Store, Signature Signature, string BucketName, string Key)
{
    public static readonly XNamespace Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    public HttpRequest Request => Context.Request;

    public HttpResponse Response => Context.Response;

    public CancellationToken Cancel => Context.RequestAborted;

    public Bucket Bucket => Store.Find(BucketName) ?? throw new S3Exception(404, "NoSuchBucket", "The specified bucket does not exist");

    public bool OnlyIfAbsent => Request.Headers.IfNoneMatch.ToString() switch
    {
        "" => false,
        "*" => true,
        _ => throw S3Exception.NotImplemented("If-None-Match on writes with anything but *"),
    };

    public bool Has(string parameter) => Request.Query.ContainsKey(parameter);

    public string? Parameter(string name) => (string?)Request.Query[name];

    public static S3Call Of(HttpContext context, ObjectStore store, Signature signature)
    {
        var (path, _) = SignatureClaim.Target(context.Request);
        var parts = path.TrimStart('/').Split('/', 2);
        return new S3Call(context, store, signature, Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
    }

    /// <summary>Content type, x-amz-meta-* and the like from the request's headers.</summary>
    public ObjectVersion Draft(long bytes, string eTag, IReadOnlyDictionary<string, string> checksums) => new(
        Key, "", default, bytes, eTag, Request.ContentType ?? "binary/octet-stream", checksums, UserMetadata());

    public Dictionary<string, string> UserMetadata() => Request.Headers
        .Where(header => header.Key.StartsWith("x-amz-meta-", StringComparison.OrdinalIgnoreCase))
        .ToDictionary(header => header.Key.ToLowerInvariant(), header => header.Value.ToString());

    /// <summary>Bytes of one staged body, deleted when its request is done with it and it was not committed.</summary>
    public async Task<ReceivedBody> ReceiveAsync() => await ReceivedBody.ReceiveAsync(Request, Signature, Bucket.NewStagingPath(), Cancel);

    public Task AnswerAsync(XElement xml) => AnswerAsync(Response, 200, xml);

    public static async Task AnswerAsync(HttpResponse response, int status, XElement xml)
    {
        var body = Encoding.UTF8.GetBytes("""<?xml version="1.0" encoding="UTF-8"?>""" + "\n" + xml.ToString(SaveOptions.DisableFormatting));
        response.StatusCode = status;
        response.ContentType = "application/xml";
        response.ContentLength = body.Length;
        if (response.HttpContext.Request.Method != "HEAD")
            await response.Body.WriteAsync(body);
    }
}

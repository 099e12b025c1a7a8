using System.Xml;
using System.Xml.Linq;
using FirstRead.Local.Iam;

namespace FirstRead.Local.S3;

/// <summary>
/// Which actions a call needs (S3 User Guide, "Required permissions for Amazon S3 API operations"), and which of the bucket's key
/// (KMS: "Protecting data with SSE-KMS", "Multipart upload API and permissions").
/// </summary>
public sealed class S3Permissions(Guard guard, string region)
{
    private const string Open = "kms:Decrypt";
    private const string Seal = "kms:GenerateDataKey";

    internal async Task<Denial?> CheckAsync(S3Call call) =>
        guard.Check(call.Signature.Signer, call.Key.Length > 0 && call.Has("tagging") ? [await TaggingAsync(call)] : Actions(call));

    internal Denial? CheckTags(S3Call call, IReadOnlyDictionary<string, string> tags) => guard.Check(call.Signature.Signer,
    [
        AccessRequest.Of(
            "s3:PutObjectTagging", $"{Bucket(call.BucketName)}/{call.Key}",
            [("s3:RequestObjectTagKeys", [.. tags.Keys]), .. tags.Select(tag => ($"s3:RequestObjectTag/{tag.Key}", (IReadOnlyList<string>)[tag.Value]))]),
    ]);

    /// <summary>S3 answers 404 only to who may list the bucket; to others what is missing is forbidden.</summary>
    internal bool MayKnowWhatIsMissing(S3Call call) => guard.Allows(call.Signature.Signer, AccessRequest.Of("s3:ListBucket", Bucket(call.BucketName)));

    private IEnumerable<AccessRequest> Actions(S3Call call) => call switch
    {
        { BucketName: "" } => [AccessRequest.Of("s3:ListAllMyBuckets", "*")],
        { Key: "" } => [OnBucket(call)],
        _ when call.Request.Headers["x-amz-copy-source"].ToString() is { Length: > 0 } source => [.. Copied(source), .. Written(call)],
        _ => OnObject(call),
    };

    /// <summary>Policies may look at the tags that are put: of this one call the body is read before it is done.</summary>
    private static async Task<AccessRequest> TaggingAsync(S3Call call)
    {
        var verb = call.Request.Method switch { "PUT" => "Put", "DELETE" => "Delete", _ => "Get" };
        var action = $"s3:{verb}Object{(call.Has("versionId") ? "Version" : "")}Tagging";
        if (verb != "Put")
            return On(call, action);
        call.Request.EnableBuffering();
        var document = await ReadAsync(call);
        call.Request.Body.Position = 0;
        var tags = document.Descendants().Where(element => element.Name.LocalName == "Tag")
            .Select(tag => (Key: Child(tag, "Key"), Value: Child(tag, "Value"))).ToList();
        return AccessRequest.Of(action, $"{Bucket(call.BucketName)}/{call.Key}",
            [.. tags.Select(tag => ($"s3:RequestObjectTag/{tag.Key}", (IReadOnlyList<string>)[tag.Value])), ("s3:RequestObjectTagKeys", [.. tags.Select(tag => tag.Key)])]);
    }

    private static async Task<XDocument> ReadAsync(S3Call call)
    {
        try
        {
            return await XDocument.LoadAsync(call.Request.Body, LoadOptions.None, call.Cancel);
        }
        catch (XmlException)
        {
            throw new S3Exception(400, "MalformedXML", "The XML you provided was not well-formed.");
        }
    }

    private static string Child(XElement tag, string name) => tag.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value ?? "";

    private static AccessRequest OnBucket(S3Call call)
    {
        var action = call.Has("versions") ? "s3:ListBucketVersions" : call.Has("location") ? "s3:GetBucketLocation" : "s3:ListBucket";
        return AccessRequest.Of(action, Bucket(call.BucketName), ("s3:prefix", [call.Parameter("prefix") ?? ""]));
    }

    private IEnumerable<AccessRequest> OnObject(S3Call call) => (call.Request.Method, call.Has("uploadId")) switch
    {
        ("GET", _) when call.Has("tagging") => [On(call, "s3:GetObjectTagging")],
        // Asked when the tags are read: what a role may do depends on them.
        ("PUT", _) when call.Has("tagging") => [],
        ("GET", true) => [On(call, "s3:ListMultipartUploadParts")],
        ("GET", _) => [On(call, Read(call.Has("versionId"))), .. Keyed(call.BucketName, Open)],
        // Only the checksum of a sealed object needs its key.
        ("HEAD", _) => [On(call, Read(call.Has("versionId"))), .. call.Request.Headers["x-amz-checksum-mode"] == "ENABLED" ? Keyed(call.BucketName, Open) : []],
        ("DELETE", true) => [On(call, "s3:AbortMultipartUpload")],
        ("DELETE", _) => [On(call, call.Has("versionId") ? "s3:DeleteObjectVersion" : "s3:DeleteObject")],
        // Parts are opened to be put together.
        ("POST", true) => [On(call, "s3:PutObject"), .. Keyed(call.BucketName, Open)],
        _ => Written(call),
    };

    private IEnumerable<AccessRequest> Written(S3Call call) => [On(call, "s3:PutObject"), .. Keyed(call.BucketName, Seal)];

    private IEnumerable<AccessRequest> Copied(string source)
    {
        var parts = Uri.UnescapeDataString(source).TrimStart('/').Split("?versionId=", 2);
        return [AccessRequest.Of(Read(parts.Length == 2), $"arn:aws:s3:::{parts[0]}"), .. Keyed(parts[0].Split('/')[0], Open)];
    }

    private static string Read(bool version) => version ? "s3:GetObjectVersion" : "s3:GetObject";

    private static AccessRequest On(S3Call call, string action) => AccessRequest.Of(action, $"{Bucket(call.BucketName)}/{call.Key}");

    private IEnumerable<AccessRequest> Keyed(string bucket, string action) => guard.UseOfKey(Bucket(bucket), "s3", region, action);

    private static string Bucket(string name) => $"arn:aws:s3:::{name}";
}

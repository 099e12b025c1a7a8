using System.Globalization;
using System.Xml.Linq;
using FirstRead.Local.Wire;

namespace FirstRead.Local.S3;

/// <summary>CreateMultipartUpload, UploadPart, ListParts, CompleteMultipartUpload, AbortMultipartUpload.</summary>
internal static class MultipartOperations
{
    private const long SmallestPart = 5L << 20;
    private static readonly XNamespace Xml = S3Call.Namespace;

    public static Task CreateAsync(S3Call call)
    {
        var id = call.Bucket.NewToken();
        var algorithm = call.Request.Headers["x-amz-checksum-algorithm"].ToString().ToLowerInvariant();
        MultipartFolder.Create(call.Bucket, id, new MultipartUpload(call.Key, call.Request.ContentType ?? "binary/octet-stream", call.UserMetadata(), algorithm));
        if (algorithm.Length > 0)
            call.Response.Headers["x-amz-checksum-algorithm"] = algorithm.ToUpperInvariant();
        return call.AnswerAsync(new XElement(Xml + "InitiateMultipartUploadResult", Target(call), new XElement(Xml + "UploadId", id)));
    }

    public static async Task UploadPartAsync(S3Call call)
    {
        if (call.Request.Headers.ContainsKey("x-amz-copy-source"))
            throw S3Exception.NotImplemented("UploadPartCopy");
        if (!int.TryParse(call.Parameter("partNumber"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 10_000)
            throw new S3Exception(400, "InvalidArgument", "Part number must be an integer between 1 and 10000, inclusive");
        var folder = Open(call);
        var body = await call.ReceiveAsync();
        try
        {
            if (folder.Upload.Algorithm is { Length: > 0 } required && !body.Checksums.ContainsKey(required))
                throw new S3Exception(400, "InvalidRequest", $"The upload was created using a {required} checksum. The part must have one.");
            var part = new UploadedPart(number, body.Bytes, Signature.Hex(body.Md5), File.GetLastWriteTimeUtc(body.Path), body.Checksums);
            folder.Add(part, body.Path);
            call.Response.Headers.ETag = $"\"{part.ETag}\"";
            foreach (var (algorithm, value) in part.Checksums)
                call.Response.Headers[$"x-amz-checksum-{algorithm}"] = value;
        }
        finally
        {
            File.Delete(body.Path);
        }
    }

    public static Task ListPartsAsync(S3Call call) => call.AnswerAsync(new XElement(Xml + "ListPartsResult",
        Target(call),
        new XElement(Xml + "UploadId", call.Parameter("uploadId")),
        new XElement(Xml + "IsTruncated", "false"),
        Open(call).Parts().Select(part => new XElement(Xml + "Part",
            new XElement(Xml + "PartNumber", part.Number),
            new XElement(Xml + "LastModified", part.ModifiedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)),
            new XElement(Xml + "ETag", $"\"{part.ETag}\""),
            new XElement(Xml + "Size", part.Bytes),
            part.Checksums.Select(sum => new XElement(Xml + $"Checksum{sum.Key.ToUpperInvariant()}", sum.Value))))));

    public static async Task CompleteAsync(S3Call call)
    {
        var folder = Open(call);
        var parts = Chosen(await ReadListAsync(call), folder.Parts());
        var staged = call.Bucket.NewStagingPath();
        try
        {
            await folder.JoinAsync(parts, staged, call.Cancel);
            var upload = folder.Upload;
            var draft = new ObjectVersion(call.Key, "", default, parts.Sum(part => part.Bytes), MultipartFolder.ETag(parts), upload.ContentType,
                new Dictionary<string, string>(), upload.Metadata);
            var version = call.Store.Commit(call.Bucket, draft, staged, call.OnlyIfAbsent, "ObjectCreated:CompleteMultipartUpload") ?? throw S3Exception.PreconditionFailed();
            folder.Delete();
            call.Response.Headers["x-amz-version-id"] = version.VersionId;
            await call.AnswerAsync(new XElement(Xml + "CompleteMultipartUploadResult", Target(call), new XElement(Xml + "ETag", $"\"{version.ETag}\"")));
        }
        finally
        {
            File.Delete(staged);
        }
    }

    public static Task AbortAsync(S3Call call)
    {
        Open(call).Delete();
        call.Response.StatusCode = 204;
        return Task.CompletedTask;
    }

    private static MultipartFolder Open(S3Call call) => MultipartFolder.Open(call.Bucket, call.Parameter("uploadId") ?? "", call.Key);

    private static async Task<IReadOnlyList<(int Number, string ETag)>> ReadListAsync(S3Call call)
    {
        var body = await call.ReceiveAsync();
        try
        {
            using var text = File.OpenText(body.Path);
            return [.. XDocument.Load(text).Root!.Elements().Where(element => element.Name.LocalName == "Part").Select(part => (
                int.Parse(Child(part, "PartNumber"), CultureInfo.InvariantCulture), Child(part, "ETag").Trim('"')))];
        }
        catch (Exception error) when (error is System.Xml.XmlException or FormatException)
        {
            throw new S3Exception(400, "MalformedXML", "The XML you provided was not well-formed.");
        }
        finally
        {
            File.Delete(body.Path);
        }
    }

    private static List<UploadedPart> Chosen(IReadOnlyList<(int Number, string ETag)> wanted, IReadOnlyList<UploadedPart> present)
    {
        if (!wanted.Select(part => part.Number).SequenceEqual(wanted.Select(part => part.Number).Distinct().Order()))
            throw new S3Exception(400, "InvalidPartOrder", "The list of parts was not in ascending order.");
        var parts = wanted.Select(part => present.FirstOrDefault(candidate => candidate.Number == part.Number && candidate.ETag == part.ETag)
            ?? throw new S3Exception(400, "InvalidPart", "One or more of the specified parts could not be found.")).ToList();
        if (parts.Count == 0)
            throw new S3Exception(400, "MalformedXML", "The list of parts is empty.");
        return parts.SkipLast(1).All(part => part.Bytes >= SmallestPart)
            ? parts
            : throw new S3Exception(400, "EntityTooSmall", "Your proposed upload is smaller than the minimum allowed size");
    }

    private static string Child(XElement part, string name) => part.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value ?? "";

    private static object[] Target(S3Call call) => [new XElement(Xml + "Bucket", call.BucketName), new XElement(Xml + "Key", call.Key)];
}

using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Uploads;

namespace FirstRead.Functions.Uploads;

/// <summary>
/// Presigned PUTs by Signature Version 4 in the query, with digest and length among the signed headers, and if-none-match for
/// a whole file. A part has no such condition: it is put together under one.
/// </summary>
public sealed class S3Presigner(IAmazonS3 s3, string bucket, TimeSpan lifetime, TimeProvider clock) : IPresigner
{
    private const string Checksum = "x-amz-checksum-sha256";
    private const string IfNoneMatch = "if-none-match";
    private const string ContentLength = "content-length";

    public PresignedPut Put(UploadFile file) => Sign(RequestFor(file), file.Bytes, file.Sha256, [(IfNoneMatch, "*")]);

    public PresignedPut Part(UploadFile file, string multipartId, int number, string sha256)
    {
        var request = RequestFor(file);
        request.UploadId = multipartId;
        request.PartNumber = number;
        return Sign(request, FileParts.BytesOf(file.Bytes, number), sha256, []);
    }

    private GetPreSignedUrlRequest RequestFor(UploadFile file) => new()
    {
        BucketName = bucket,
        Key = ObjectKeys.Incoming(file.Upload, file.Id),
        Verb = HttpVerb.PUT,
        Protocol = OverPlainHttp ? Protocol.HTTP : Protocol.HTTPS,
    };

    private PresignedPut Sign(GetPreSignedUrlRequest request, long bytes, string sha256, (string Name, string Value)[] conditions)
    {
        var expires = clock.GetUtcNow() + lifetime;
        request.Expires = expires.UtcDateTime;
        request.Headers.ContentLength = bytes;
        var headers = new Dictionary<string, string> { [ContentLength] = bytes.ToString(CultureInfo.InvariantCulture) };
        foreach (var (name, value) in conditions.Prepend((Checksum, Convert.ToBase64String(Convert.FromHexString(sha256)))))
            request.Headers[name] = headers[name] = value;
        return new PresignedPut(s3.GetPreSignedURL(request), headers, expires);
    }

    private bool OverPlainHttp => s3.Config.ServiceURL?.StartsWith("http://", StringComparison.Ordinal) == true;
}

using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Functions.Uploads;

/// <summary>Presigned PUTs by Signature Version 4 in the query, with digest, length and if-none-match among the signed headers.</summary>
public sealed class S3Presigner(IAmazonS3 s3, string bucket, TimeSpan lifetime, TimeProvider clock) : IPresigner
{
    private const string Checksum = "x-amz-checksum-sha256";
    private const string IfNoneMatch = "if-none-match";
    private const string ContentLength = "content-length";

    public PresignedPut Put(UploadFile file)
    {
        var digest = Convert.ToBase64String(Convert.FromHexString(file.Sha256));
        var expires = clock.GetUtcNow() + lifetime;
        var request = new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = ObjectKeys.Incoming(file.Upload, file.Id),
            Verb = HttpVerb.PUT,
            Expires = expires.UtcDateTime,
            Protocol = OverPlainHttp ? Protocol.HTTP : Protocol.HTTPS,
        };
        request.Headers[Checksum] = digest;
        request.Headers[IfNoneMatch] = "*";
        request.Headers.ContentLength = file.Bytes;
        var headers = new Dictionary<string, string>
        {
            [Checksum] = digest,
            [IfNoneMatch] = "*",
            [ContentLength] = file.Bytes.ToString(CultureInfo.InvariantCulture),
        };
        return new PresignedPut(s3.GetPreSignedURL(request), headers, expires);
    }

    private bool OverPlainHttp => s3.Config.ServiceURL?.StartsWith("http://", StringComparison.Ordinal) == true;
}

using Amazon.S3;
using Amazon.S3.Model;

namespace FirstRead.Functions.Reidentify.Releases;

/// <summary>Presigned GETs by Signature Version 4 in the query: an answer above 6 MB does not pass through Lambda.</summary>
public sealed class S3Downloads(IAmazonS3 s3, string bucket, TimeProvider clock) : IDownloads
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public PresignedGet Get(string key)
    {
        var expires = clock.GetUtcNow() + Lifetime;
        var request = new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = key,
            Verb = HttpVerb.GET,
            Expires = expires.UtcDateTime,
            Protocol = OverPlainHttp ? Protocol.HTTP : Protocol.HTTPS,
        };
        return new PresignedGet(s3.GetPreSignedURL(request), expires);
    }

    private bool OverPlainHttp => s3.Config.ServiceURL?.StartsWith("http://", StringComparison.Ordinal) == true;
}

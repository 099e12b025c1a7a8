using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using FirstRead.Core.Uploads;

namespace FirstRead.Aws.Uploads;

/// <inheritdoc cref="IPartStore"/>
/// <param name="bucket">Incoming.</param>
public sealed class S3PartStore(IAmazonS3 client, string bucket) : IPartStore
{
    public async Task<string> StartAsync(string key, CancellationToken cancel)
    {
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = bucket,
            Key = key,
            ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
        };
        return (await client.InitiateMultipartUploadAsync(request, cancel)).UploadId;
    }

    public async Task<IReadOnlyList<StoredPart>?> ListAsync(string key, string multipartId, CancellationToken cancel)
    {
        var parts = new List<StoredPart>();
        var request = new ListPartsRequest
        {
            BucketName = bucket,
            Key = key,
            UploadId = multipartId,
        };
        try
        {
            for (; ; )
            {
                var page = await client.ListPartsAsync(request, cancel);
                parts.AddRange((page.Parts ?? []).Select(part => new StoredPart(
                    part.PartNumber!.Value, part.Size!.Value, part.ETag, Convert.ToHexStringLower(Convert.FromBase64String(part.ChecksumSHA256 ?? "")))));
                if (page.IsTruncated != true)
                    return parts;
                request.PartNumberMarker = $"{page.NextPartNumberMarker}";
            }
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public async Task<bool> CompleteAsync(string key, string multipartId, IReadOnlyList<StoredPart> parts, CancellationToken cancel)
    {
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = bucket,
            Key = key,
            UploadId = multipartId,
            IfNoneMatch = "*",
            PartETags = [.. parts.Select(part => new PartETag(part.Number, part.ETag) { ChecksumSHA256 = Convert.ToBase64String(Convert.FromHexString(part.Sha256)) })],
        };
        try
        {
            await client.CompleteMultipartUploadAsync(request, cancel);
            return true;
        }
        catch (AmazonS3Exception there) when (there.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            return false;
        }
    }

    public async Task AbortAsync(string key, string multipartId, CancellationToken cancel)
    {
        try
        {
            await client.AbortMultipartUploadAsync(bucket, key, multipartId, cancel);
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
        }
    }
}

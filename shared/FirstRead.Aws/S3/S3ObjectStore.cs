using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using Amazon.S3;
using Amazon.S3.Model;
using FirstRead.Core.Storage;

namespace FirstRead.Aws.S3;

/// <inheritdoc cref="IObjectStore"/>
public sealed class S3ObjectStore(IAmazonS3 client) : IObjectStore, IObjectRanges
{
    public Task<StoredObject?> OpenAsync(string bucket, string key, string? versionId, CancellationToken cancel) =>
        GetAsync(new() { BucketName = bucket, Key = key, VersionId = versionId }, cancel);

    public Task<StoredObject?> OpenRangeAsync(string bucket, string key, long from, int length, CancellationToken cancel) =>
        GetAsync(new() { BucketName = bucket, Key = key, ByteRange = new ByteRange(from, from + length - 1) }, cancel);

    private async Task<StoredObject?> GetAsync(GetObjectRequest request, CancellationToken cancel)
    {
        try
        {
            var response = await client.GetObjectAsync(request, cancel);
            return new StoredObject(response.ResponseStream, response.ContentLength, response.VersionId);
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<ObjectRange?> ReadAsync(string bucket, string key, long from, int length, CancellationToken cancel)
    {
        var request = new GetObjectRequest { BucketName = bucket, Key = key, ByteRange = new ByteRange(from, from + length - 1) };
        try
        {
            using var response = await client.GetObjectAsync(request, cancel);
            var bytes = new byte[response.ContentLength];
            await response.ResponseStream.ReadExactlyAsync(bytes, cancel);
            // "bytes 0-99/1234" (RFC 9110 14.4); without it, the object came whole.
            return new ObjectRange(bytes, response.ContentRange?.Split('/') is [_, var total] ? long.Parse(total, CultureInfo.InvariantCulture) : bytes.Length);
        }
        catch (AmazonS3Exception missing) when (missing.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public async Task PutAsync(string bucket, string key, ReadOnlyMemory<byte> content, string contentType, CancellationToken cancel)
    {
        var bytes = MemoryMarshal.TryGetArray(content, out var segment) ? segment : content.ToArray();
        using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        await client.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, InputStream = stream, ContentType = contentType }, cancel);
    }

    public Task<IObjectWriter> CreateAsync(string bucket, string key, string contentType, CancellationToken cancel) =>
        Task.FromResult<IObjectWriter>(new S3ObjectWriter(client, bucket, key, contentType));

    public Task CopyAsync(string bucket, string key, string? versionId, string targetKey, CancellationToken cancel) => client.CopyObjectAsync(
        new CopyObjectRequest
        {
            SourceBucket = bucket,
            SourceKey = key,
            SourceVersionId = versionId,
            DestinationBucket = bucket,
            DestinationKey = targetKey,
        },
        cancel);

    public Task DeleteAsync(string bucket, string key, CancellationToken cancel) =>
        client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = bucket, Key = key }, cancel);
}

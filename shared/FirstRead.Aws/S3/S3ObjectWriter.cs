using System.Buffers;
using Amazon.S3;
using Amazon.S3.Model;
using FirstRead.Core.Storage;

namespace FirstRead.Aws.S3;

/// <summary>
/// Holds one part in memory and uploads it when the next byte comes; what never outgrows the first part becomes a plain PUT.
/// Either way the object appears whole by <see cref="CompleteAsync"/>, or never.
/// </summary>
internal sealed class S3ObjectWriter(IAmazonS3 client, string bucket, string key, string contentType) : IObjectWriter
{
    /// <summary>10,000 parts are the most (S3 quotas): objects up to 80 GB.</summary>
    internal const int PartBytes = 8 << 20;

    /// <summary>A slice and its report fit; a longer object is given a whole part.</summary>
    private const int FirstBytes = 1 << 20;

    // The shared pool keeps buffers by thread: a write that ends on another thread than it began on would leave one behind on each.
    private static readonly ArrayPool<byte> Buffers = ArrayPool<byte>.Create(PartBytes, maxArraysPerBucket: 4);

    private readonly List<UploadPartResponse> uploaded = [];
    private byte[] part = Buffers.Rent(FirstBytes);
    private string? uploadId;
    private int filled; // what lies behind is zero
    private bool ended;

    public Stream Content => new PartStream(this);

    public async Task CompleteAsync(CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        if (uploadId is null)
        {
            using var content = Part();
            await client.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, InputStream = content, ContentType = contentType }, cancel);
        }
        else
        {
            await UploadPartAsync(cancel);
            var request = new CompleteMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = uploadId };
            request.AddPartETags(uploaded);
            await client.CompleteMultipartUploadAsync(request, cancel);
            uploadId = null;
        }
        End();
    }

    public async ValueTask DisposeAsync()
    {
        if (uploadId is { } open)
            try
            {
                await client.AbortMultipartUploadAsync(new AbortMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = open });
            }
            catch (AmazonS3Exception)
            {
                // Nothing of it is visible; the bucket's lifecycle rule removes parts that nobody completed.
            }
        uploadId = null;
        End();
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        while (!content.IsEmpty)
        {
            if (filled == part.Length)
                await MakeRoomAsync(cancel);
            var count = Math.Min(part.Length - filled, content.Length);
            content[..count].CopyTo(part.AsMemory(filled));
            filled += count;
            content = content[count..];
        }
    }

    private async Task MakeRoomAsync(CancellationToken cancel)
    {
        if (part.Length >= PartBytes)
        {
            await UploadPartAsync(cancel);
            return;
        }
        var whole = Buffers.Rent(PartBytes);
        part.AsSpan(0, filled).CopyTo(whole);
        GiveBack();
        part = whole;
    }

    private async Task UploadPartAsync(CancellationToken cancel)
    {
        uploadId ??= (await client.InitiateMultipartUploadAsync(
            new InitiateMultipartUploadRequest { BucketName = bucket, Key = key, ContentType = contentType }, cancel)).UploadId;
        using var content = Part();
        uploaded.Add(await client.UploadPartAsync(
            new UploadPartRequest { BucketName = bucket, Key = key, UploadId = uploadId, PartNumber = uploaded.Count + 1, InputStream = content, PartSize = filled }, cancel));
        Clear();
        filled = 0;
    }

    private MemoryStream Part() => new(part, 0, filled, writable: false);

    private void End()
    {
        if (!ended)
            GiveBack();
        ended = true;
    }

    private void GiveBack()
    {
        Clear();
        Buffers.Return(part);
    }

    private void Clear() => part.AsSpan(0, filled).Clear();

    /// <summary>The writing end. The de-identifier writes synchronously; there is no context here that a blocking wait could lock.</summary>
    private sealed class PartStream(S3ObjectWriter writer) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) =>
            writer.WriteAsync(buffer.AsMemory(offset, count), CancellationToken.None).GetAwaiter().GetResult();

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            writer.WriteAsync(buffer.AsMemory(offset, count), cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(writer.WriteAsync(buffer, cancellationToken));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}

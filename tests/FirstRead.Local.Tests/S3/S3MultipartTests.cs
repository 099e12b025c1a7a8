using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;

namespace FirstRead.Local.Tests.S3;

public sealed class S3MultipartTests
{
    private const int PartBytes = 5 << 20;
    private TemporaryFolder _folder = null!;
    private S3World _world = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _folder = new TemporaryFolder();
        _world = await S3World.StartAsync(_folder.Path);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Complete_OfTwelveMegabytes_IsTheWholeWithAMultipartETag()
    {
        var content = RandomNumberGenerator.GetBytes(12 << 20);
        var upload = await BeginAsync("big");
        var parts = new List<PartETag>();
        for (var (number, offset) = (1, 0); offset < content.Length; number++, offset += PartBytes)
            parts.Add(await PartAsync(upload, number, content.AsMemory(offset, Math.Min(PartBytes, content.Length - offset))));
        var done = await CompleteAsync(upload, parts);
        using var got = await _world.Client.GetObjectAsync(S3World.Bucket, "big");
        using var read = new MemoryStream();
        await got.ResponseStream.CopyToAsync(read);
        Assert.Multiple(() =>
        {
            Assert.That(read.ToArray(), Is.EqualTo(content));
            Assert.That(done.ETag, Does.EndWith("-3\""));
        });
    }

    [Test]
    public async Task UploadPart_Again_ReplacesThePart()
    {
        var upload = await BeginAsync("replaced");
        await PartAsync(upload, 1, new byte[] { 1 });
        var second = await PartAsync(upload, 1, new byte[] { 2, 3 });
        var listed = await _world.Client.ListPartsAsync(S3World.Bucket, "replaced", upload.UploadId);
        await CompleteAsync(upload, [second]);
        Assert.That(listed.Parts.Single().Size, Is.EqualTo(2));
    }

    [Test]
    public async Task Abort_LeavesNothing()
    {
        var upload = await BeginAsync("aborted");
        var part = await PartAsync(upload, 1, new byte[] { 1 });
        await _world.Client.AbortMultipartUploadAsync(S3World.Bucket, "aborted", upload.UploadId);
        await RefusesAsync("NoSuchUpload", () => CompleteAsync(upload, [part]));
        Assert.That((await _world.Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = S3World.Bucket })).S3Objects, Is.Null.Or.Empty);
    }

    [Test]
    public async Task Complete_WithAPartTooSmall_IsRefused()
    {
        var upload = await BeginAsync("small");
        var parts = new[] { await PartAsync(upload, 1, new byte[10]), await PartAsync(upload, 2, new byte[10]) };
        await RefusesAsync("EntityTooSmall", () => CompleteAsync(upload, parts));
    }

    [Test]
    public async Task Complete_WithAnETagThatIsNoParts_IsRefused()
    {
        var upload = await BeginAsync("wrong");
        await PartAsync(upload, 1, new byte[10]);
        await RefusesAsync("InvalidPart", () => CompleteAsync(upload, [new PartETag(1, "\"00000000000000000000000000000000\"")]));
    }

    private Task<InitiateMultipartUploadResponse> BeginAsync(string key) => _world.Client.InitiateMultipartUploadAsync(S3World.Bucket, key);

    private async Task<PartETag> PartAsync(InitiateMultipartUploadResponse upload, int number, ReadOnlyMemory<byte> content) =>
        new(await _world.Client.UploadPartAsync(new UploadPartRequest
        {
            BucketName = S3World.Bucket,
            Key = upload.Key,
            UploadId = upload.UploadId,
            PartNumber = number,
            InputStream = new MemoryStream(content.ToArray()),
        }));

    private Task<CompleteMultipartUploadResponse> CompleteAsync(InitiateMultipartUploadResponse upload, IEnumerable<PartETag> parts) =>
        _world.Client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = S3World.Bucket, Key = upload.Key, UploadId = upload.UploadId, PartETags = [.. parts] });

    private static async Task RefusesAsync(string code, Func<Task> action) =>
        Assert.That((await Catch.Async<AmazonS3Exception>(action)).ErrorCode, Is.EqualTo(code));
}

using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using FirstRead.Aws.Uploads;

namespace FirstRead.Local.Tests.S3;

/// <summary>The multipart adapter, and a presigned part as the Uploads function hands it out.</summary>
public sealed class S3PartStoreTests
{
    private const string ObjectKey = "uploads/u1/f1";
    private static readonly byte[] First = RandomNumberGenerator.GetBytes(5 << 20);
    private static readonly byte[] Last = RandomNumberGenerator.GetBytes(700);

    private readonly HttpClient _http = new();
    private TemporaryFolder _folder = null!;
    private S3World _world = null!;
    private S3PartStore _parts = null!;

    [OneTimeTearDown]
    public void DisposeClient() => _http.Dispose();

    [SetUp]
    public async Task StartAsync()
    {
        _folder = new TemporaryFolder();
        _world = await S3World.StartAsync(_folder.Path);
        _parts = new S3PartStore(_world.Client, S3World.Bucket);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _world.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task Parts_SentToTheirUrls_BecomeTheFileOnce()
    {
        var id = await _parts.StartAsync(ObjectKey, default);
        Assert.That(await PutAsync(id, 2, Last), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await PutAsync(id, 1, First), Is.EqualTo(HttpStatusCode.OK));
        var listed = (await _parts.ListAsync(ObjectKey, id, default))!;
        Assert.That(listed.Select(part => (part.Number, part.Bytes, part.Sha256)), Is.EqualTo(new[] { (1, (long)First.Length, Hex(First)), (2, Last.Length, Hex(Last)) }));

        Assert.That(await _parts.CompleteAsync(ObjectKey, id, listed, default), Is.True);
        Assert.That((await _world.Client.GetObjectMetadataAsync(S3World.Bucket, ObjectKey)).ContentLength, Is.EqualTo(First.Length + Last.Length));
        Assert.That(await _parts.ListAsync(ObjectKey, id, default), Is.Null);
    }

    [Test]
    public async Task Complete_WhereAnObjectLies_ChangesNothing()
    {
        await _world.Client.PutObjectAsync(new PutObjectRequest { BucketName = S3World.Bucket, Key = ObjectKey, ContentBody = "the first" });
        var id = await _parts.StartAsync(ObjectKey, default);
        await PutAsync(id, 1, Last);
        Assert.That(await _parts.CompleteAsync(ObjectKey, id, (await _parts.ListAsync(ObjectKey, id, default))!, default), Is.False);
        Assert.That((await _world.Client.GetObjectMetadataAsync(S3World.Bucket, ObjectKey)).ContentLength, Is.EqualTo(9));
    }

    [Test]
    public async Task Part_WithOtherBytes_IsRefused()
    {
        var id = await _parts.StartAsync(ObjectKey, default);
        var other = Last.ToArray();
        other[3] ^= 1;
        Assert.That(await PutAsync(id, 1, Last, other), Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await _parts.ListAsync(ObjectKey, id, default), Is.Empty);
    }

    [Test]
    public async Task Part_WithoutAChecksum_IsRefused()
    {
        var id = await _parts.StartAsync(ObjectKey, default);
        var request = new UploadPartRequest
        {
            BucketName = S3World.Bucket,
            Key = ObjectKey,
            UploadId = id,
            PartNumber = 1,
            InputStream = new MemoryStream(Last),
            ChecksumAlgorithm = ChecksumAlgorithm.CRC32,
        };
        Assert.That((await Catch.Async<AmazonS3Exception>(() => _world.Client.UploadPartAsync(request))).ErrorCode, Is.EqualTo("InvalidRequest"));
    }

    [Test]
    public async Task Abort_LeavesNothing_AndMayBeRepeated()
    {
        var id = await _parts.StartAsync(ObjectKey, default);
        await _parts.AbortAsync(ObjectKey, id, default);
        await _parts.AbortAsync(ObjectKey, id, default);
        Assert.That(await _parts.ListAsync(ObjectKey, id, default), Is.Null);
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private async Task<HttpStatusCode> PutAsync(string id, int number, byte[] promised, byte[]? sent = null)
    {
        var request = new GetPreSignedUrlRequest
        {
            BucketName = S3World.Bucket,
            Key = ObjectKey,
            Verb = HttpVerb.PUT,
            Expires = DateTime.UtcNow.AddMinutes(15),
            Protocol = Protocol.HTTP,
            UploadId = id,
            PartNumber = number,
        };
        var digest = Convert.ToBase64String(SHA256.HashData(promised));
        request.Headers["x-amz-checksum-sha256"] = digest;
        request.Headers.ContentLength = promised.Length;
        using var put = new HttpRequestMessage(HttpMethod.Put, _world.Client.GetPreSignedURL(request)) { Content = new ByteArrayContent(sent ?? promised) };
        put.Headers.Add("x-amz-checksum-sha256", digest);
        using var answer = await _http.SendAsync(put);
        return answer.StatusCode;
    }
}

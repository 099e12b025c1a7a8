using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;

namespace FirstRead.Local.Tests.S3;

/// <summary>Objects through AWS's own client, with its standard signatures, chunks and checksums.</summary>
public sealed class S3ObjectTests
{
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
    public async Task Put_OfAStream_ComesBackTheSameWithMd5AsETag()
    {
        var content = RandomNumberGenerator.GetBytes(300_000);
        var put = await _world.Client.PutObjectAsync(new PutObjectRequest { BucketName = S3World.Bucket, Key = "a/b c+é.bin", InputStream = new MemoryStream(content), ContentType = "application/dicom" });
        using var got = await _world.Client.GetObjectAsync(S3World.Bucket, "a/b c+é.bin");
        Assert.Multiple(() =>
        {
            Assert.That(Read(got), Is.EqualTo(content));
            Assert.That(got.ETag, Is.EqualTo($"\"{Convert.ToHexStringLower(MD5.HashData(content))}\""));
            Assert.That(got.Headers.ContentType, Is.EqualTo("application/dicom"));
            Assert.That(got.VersionId, Is.EqualTo(put.VersionId).And.Not.Empty);
        });
    }

    [Test]
    public async Task Put_OfNothing_IsAnEmptyObject()
    {
        await PutAsync("empty", []);
        Assert.That(await GetAsync("empty"), Is.Empty);
    }

    [TestCase(0, 9, 10)]
    [TestCase(90, 200, 10)]
    public async Task Get_OfARange_AnswersThatSlice(long from, long to, int expected)
    {
        var content = RandomNumberGenerator.GetBytes(100);
        await PutAsync("ranged", content);
        using var got = await _world.Client.GetObjectAsync(new GetObjectRequest { BucketName = S3World.Bucket, Key = "ranged", ByteRange = new ByteRange(from, to) });
        Assert.That(Read(got), Is.EqualTo(content.AsSpan((int)from, expected).ToArray()));
    }

    [Test]
    public async Task Get_OfARangeBeyondTheEnd_IsRefused()
    {
        await PutAsync("ranged", new byte[10]);
        await RefusesAsync("InvalidRange", () => _world.Client.GetObjectAsync(new GetObjectRequest { BucketName = S3World.Bucket, Key = "ranged", ByteRange = new ByteRange(10, 20) }));
    }

    [Test]
    public async Task Put_Twice_KeepsBothVersionsAndServesTheNewer()
    {
        var first = await PutAsync("twice", [1]);
        var second = await PutAsync("twice", [2]);
        using var old = await _world.Client.GetObjectAsync(new GetObjectRequest { BucketName = S3World.Bucket, Key = "twice", VersionId = first.VersionId });
        var versions = await _world.Client.ListVersionsAsync(S3World.Bucket, "twice");
        Assert.Multiple(async () =>
        {
            Assert.That(Read(old), Is.EqualTo(new byte[] { 1 }));
            Assert.That(await GetAsync("twice"), Is.EqualTo(new byte[] { 2 }));
            Assert.That(versions.Versions.Select(version => version.VersionId), Is.EqualTo(new[] { second.VersionId, first.VersionId }));
        });
    }

    [Test]
    public async Task Put_IfNoneMatch_TheSecondIsRefusedAndTheFirstStays()
    {
        PutObjectRequest Request(byte value) => new() { BucketName = S3World.Bucket, Key = "once", InputStream = new MemoryStream([value]), IfNoneMatch = "*" };
        await _world.Client.PutObjectAsync(Request(1));
        await RefusesAsync("PreconditionFailed", () => _world.Client.PutObjectAsync(Request(2)));
        Assert.That(await GetAsync("once"), Is.EqualTo(new byte[] { 1 }));
    }

    [Test]
    public async Task Put_IfNoneMatchByManyAtOnce_OneWins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async value =>
        {
            try
            {
                await _world.Client.PutObjectAsync(new PutObjectRequest { BucketName = S3World.Bucket, Key = "race", InputStream = new MemoryStream([(byte)value]), IfNoneMatch = "*" });
                return true;
            }
            catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.PreconditionFailed)
            {
                return false;
            }
        }));
        Assert.That(outcomes.Count(won => won), Is.EqualTo(1));
    }

    [Test]
    public async Task Delete_OfAKey_HidesItAndKeepsItsVersion()
    {
        var put = await PutAsync("gone", [7]);
        await _world.Client.DeleteObjectAsync(S3World.Bucket, "gone");
        await RefusesAsync("NoSuchKey", () => _world.Client.GetObjectAsync(S3World.Bucket, "gone"));
        using var kept = await _world.Client.GetObjectAsync(S3World.Bucket, "gone", put.VersionId);
        Assert.That(Read(kept), Is.EqualTo(new byte[] { 7 }));
    }

    [Test]
    public async Task Copy_OfAVersion_IsTheSameObjectUnderAnotherKey()
    {
        var first = await PutAsync("source", [1, 2, 3]);
        await PutAsync("source", [9]);
        await _world.Client.CopyObjectAsync(new CopyObjectRequest
        {
            SourceBucket = S3World.Bucket,
            SourceKey = "source",
            SourceVersionId = first.VersionId,
            DestinationBucket = S3World.Bucket,
            DestinationKey = "quarantine/target",
        });
        Assert.That(await GetAsync("quarantine/target"), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [Test]
    public async Task Head_OfAMissingKey_IsNotFound()
    {
        var error = await Catch.Async<AmazonS3Exception>(() => _world.Client.GetObjectMetadataAsync(S3World.Bucket, "missing"));
        Assert.That(error.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task List_InPagesAndByDelimiter_FindsEveryKeyInOrder()
    {
        foreach (var key in new[] { "x/1", "x/2", "x/y/3", "x/y/4", "z" })
            await PutAsync(key, [0]);
        var pages = new List<string>();
        var paged = new ListObjectsV2Request { BucketName = S3World.Bucket, Prefix = "x/", MaxKeys = 3 };
        ListObjectsV2Response page;
        do
        {
            page = await _world.Client.ListObjectsV2Async(paged);
            pages.AddRange(page.S3Objects.Select(found => found.Key));
            paged.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);
        var grouped = await _world.Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = S3World.Bucket, Prefix = "x/", Delimiter = "/" });
        Assert.Multiple(() =>
        {
            Assert.That(pages, Is.EqualTo(new[] { "x/1", "x/2", "x/y/3", "x/y/4" }));
            Assert.That(grouped.S3Objects.Select(found => found.Key), Is.EqualTo(new[] { "x/1", "x/2" }));
            Assert.That(grouped.CommonPrefixes, Is.EqualTo(new[] { "x/y/" }));
        });
    }

    [Test]
    public async Task Restart_OnTheSameFolder_KeepsVersionsAndDropsWhatWasHalfWritten()
    {
        var first = await PutAsync("kept", [1]);
        await PutAsync("kept", [2]);
        await File.WriteAllBytesAsync(_world.Store.Find(S3World.Bucket)!.NewStagingPath(), [3]);
        await using var again = await S3World.StartAsync(_folder.Path);
        using var old = await again.Client.GetObjectAsync(S3World.Bucket, "kept", first.VersionId);
        using var current = await again.Client.GetObjectAsync(S3World.Bucket, "kept");
        Assert.Multiple(() =>
        {
            Assert.That(Read(old), Is.EqualTo(new byte[] { 1 }));
            Assert.That(Read(current), Is.EqualTo(new byte[] { 2 }));
            Assert.That(Directory.EnumerateFiles(Path.Combine(_folder.Path, S3World.Bucket, "=staging")), Is.Empty);
        });
    }

    private Task<PutObjectResponse> PutAsync(string key, byte[] content) =>
        _world.Client.PutObjectAsync(new PutObjectRequest { BucketName = S3World.Bucket, Key = key, InputStream = new MemoryStream(content) });

    private async Task<byte[]> GetAsync(string key)
    {
        using var got = await _world.Client.GetObjectAsync(S3World.Bucket, key);
        return Read(got);
    }

    private static byte[] Read(GetObjectResponse response)
    {
        using var content = new MemoryStream();
        response.ResponseStream.CopyTo(content);
        return content.ToArray();
    }

    private static async Task RefusesAsync(string code, Func<Task> action) =>
        Assert.That((await Catch.Async<AmazonS3Exception>(action)).ErrorCode, Is.EqualTo(code));
}

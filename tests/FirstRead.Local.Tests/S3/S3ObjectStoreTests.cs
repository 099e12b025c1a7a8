using Amazon.S3.Model;
using FirstRead.Aws.S3;
using FirstRead.Core.Storage;

namespace FirstRead.Local.Tests.S3;

/// <summary>The programs' own adapter, AWS's client and our S3: what one writes the other reads.</summary>
public sealed class S3ObjectStoreTests
{
    private const int First = 1 << 20;
    private const int Part = 8 << 20;
    private string _folder = "";
    private S3World _world = null!;
    private S3ObjectStore _store = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _folder = Directory.CreateTempSubdirectory("firstread-s3-").FullName;
        _world = await S3World.StartAsync(_folder);
        _store = new S3ObjectStore(_world.Client);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _world.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [TestCase(0)]
    [TestCase(10_000)]
    [TestCase(First)]
    [TestCase(First + 1)]
    [TestCase(Part)]
    [TestCase(Part + 1)]
    [TestCase((2 * Part) + 12_345)]
    public async Task Writer_Completed_TheObjectAppearsWhole(int bytes)
    {
        var content = Content(bytes);
        await using (var writer = await _store.CreateAsync(S3World.Bucket, "a/b.dcm", "application/dicom", default))
        {
            await writer.Content.WriteAsync(content.AsMemory(0, bytes / 3));
            writer.Content.Write(content.AsSpan(bytes / 3));
            Assert.That(await _store.OpenAsync(S3World.Bucket, "a/b.dcm", null, default), Is.Null, "before completion");
            await writer.CompleteAsync(default);
        }

        Assert.That(await ReadAsync("a/b.dcm"), Is.EqualTo(content));
        Assert.That((await _world.Client.GetObjectMetadataAsync(S3World.Bucket, "a/b.dcm")).Headers.ContentType, Is.EqualTo("application/dicom"));
    }

    [TestCase(10_000)]
    [TestCase((2 * Part) + 12_345)]
    public async Task Writer_DisposedUncompleted_NothingEverAppears(int bytes)
    {
        await using (var writer = await _store.CreateAsync(S3World.Bucket, "cut.dcm", "application/dicom", default))
            await writer.Content.WriteAsync(Content(bytes));

        Assert.That(await _store.OpenAsync(S3World.Bucket, "cut.dcm", null, default), Is.Null);
        Assert.That((await _world.Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = S3World.Bucket })).S3Objects ?? [], Is.Empty);
    }

    [Test]
    public void Writer_OnAnotherThread_TakesTheBufferOfTheLast()
    {
        // What each thread kept for itself made a process grow with its threads.
        var taken = Enumerable.Range(0, 8).Select(_ => OnAThreadOfItsOwn(() =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var writer = _store.CreateAsync(S3World.Bucket, "slice.dcm", "application/dicom", default).Result;
            writer.DisposeAsync().AsTask().Wait();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        })).ToList();

        Assert.That(taken.Skip(1), Has.All.LessThan(First));
    }

    [Test]
    public async Task Open_AVersion_ReadsThatVersion()
    {
        await _store.PutAsync(S3World.Bucket, "k", "first"u8.ToArray(), "text/plain", default);
        string? version;
        await using (var first = await _store.OpenAsync(S3World.Bucket, "k", null, default))
            version = first!.VersionId;
        await _store.PutAsync(S3World.Bucket, "k", "second"u8.ToArray(), "text/plain", default);

        await using var again = await _store.OpenAsync(S3World.Bucket, "k", version, default);

        Assert.That(await new StreamReader(again!.Content).ReadToEndAsync(), Is.EqualTo("first"));
        Assert.That(again.Length, Is.EqualTo(5));
    }

    [Test]
    public async Task Copy_ThenDelete_TheCopyStands()
    {
        await _store.PutAsync(S3World.Bucket, "uploads/x", "content"u8.ToArray(), "text/plain", default);

        await _store.CopyAsync(S3World.Bucket, "uploads/x", null, "quarantine/x", default);
        await _store.DeleteAsync(S3World.Bucket, "uploads/x", default);
        await _store.DeleteAsync(S3World.Bucket, "never-there", default);

        Assert.That(await ReadAsync("quarantine/x"), Is.EqualTo("content"u8.ToArray()));
        Assert.That(await _store.OpenAsync(S3World.Bucket, "uploads/x", null, default), Is.Null);
    }

    private static long OnAThreadOfItsOwn(Func<long> work)
    {
        var result = 0L;
        var thread = new Thread(() => result = work());
        thread.Start();
        thread.Join();
        return result;
    }

    private async Task<byte[]> ReadAsync(string key)
    {
        await using var stored = await _store.OpenAsync(S3World.Bucket, key, null, default);
        using var buffer = new MemoryStream();
        await stored!.Content.CopyToAsync(buffer);
        Assert.That(stored.Length, Is.EqualTo(buffer.Length));
        return buffer.ToArray();
    }

    private static byte[] Content(int bytes)
    {
        var content = new byte[bytes];
        new Random(bytes).NextBytes(content);
        return content;
    }
}

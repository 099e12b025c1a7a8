using FirstRead.Cli.Upload;

namespace FirstRead.Cli.Tests.Upload;

/// <summary>What a clinic's program makes of a portal that is slow, strict or away.</summary>
public sealed class UploadClientTests
{
    private static readonly UploadOrder Routine = new("routine", null, Prior: false, []);

    private string root = "";
    private FakePortal portal = null!;

    [SetUp]
    public void MakeFolder()
    {
        root = Directory.CreateTempSubdirectory("firstread-upload-").FullName;
        portal = new FakePortal();
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(root, recursive: true);

    [Test]
    public async Task SendMissing_Twice_SendsNothingTwice()
    {
        var files = await WriteAsync(3, size: 10);
        await SendAsync(files);
        await WriteAsync(4, size: 10);
        await SendAsync(await LocalFile.ListAsync(new DirectoryInfo(root), default));
        Assert.That(portal.Arrived.Values, Is.EqualTo(new[] { 1, 1, 1, 1 }));
    }

    [Test]
    public async Task SendMissing_TheSameBytesTwice_SendsThemOnce()
    {
        await File.WriteAllTextAsync(Path.Combine(root, "a"), "the same");
        await File.WriteAllTextAsync(Path.Combine(root, "b"), "the same");
        var sent = await SendAsync(await LocalFile.ListAsync(new DirectoryInfo(root), default));
        Assert.That((sent.Count, portal.Arrived.Count, portal.Manifests), Is.EqualTo((1, 1, new List<int> { 1 })));
    }

    [Test]
    public async Task SendMissing_ManyFiles_GoAsSeveralUploadsAFileOfEachInTurn()
    {
        await SendAsync(await WriteAsync(2003, size: 8));
        Assert.That(portal.Manifests, Is.EqualTo(new[] { 2000, 3 }));
        Assert.That(portal.Arrived, Has.Count.EqualTo(2003));
        // The last three were announced apart, and went among the first.
        var last = (await LocalFile.ListAsync(new DirectoryInfo(root), default)).TakeLast(3).Select(file => portal.Order.IndexOf($"f-{file.Digest[..8]}"));
        Assert.That(last, Has.All.LessThan(20));
    }

    [Test]
    public async Task SendMissing_OverABadLine_GetsThrough()
    {
        (portal.LoseConnections, portal.RefuseUrls, portal.Busy, portal.Expire) = (2, 1, 1, 1);
        var clock = new Hurried();
        using var client = portal.Client(clock);
        await client.SendMissingAsync(await WriteAsync(3, size: 10), Routine, _ => { }, default);
        Assert.That(portal.Arrived.Values, Is.EqualTo(new[] { 1, 1, 1 }));
        Assert.That((portal.LogIns, clock.Waits.Contains(TimeSpan.FromSeconds(7))), Is.EqualTo((2, true)), "it waited as long as it was told to");
    }

    [Test]
    public async Task SendMissing_ALargeFile_GoesInPartsAndGoesOnWhereItEnded()
    {
        var files = await WriteAsync(1, size: 4321);
        using var stop = new CancellationTokenSource();
        var puts = 0;
        portal.OnPut = () =>
        {
            if (++puts == 3)
                stop.Cancel();
            stop.Token.ThrowIfCancellationRequested();
        };
        Assert.That(async () => await SendAsync(files, stop.Token), Throws.InstanceOf<OperationCanceledException>());
        portal.OnPut = () => { };
        var told = 0L;
        using var client = portal.Client();
        await client.SendMissingAsync(files, Routine, bytes => told += bytes, default);
        Assert.That(portal.PartsSent, Is.EqualTo(new[] { "1", "2", "3", "4", "5" }), "no part twice");
        Assert.That((told, portal.Arrived.Count), Is.EqualTo((4321, 1)));
    }

    private async Task<IReadOnlyList<SentFile>> SendAsync(IReadOnlyList<LocalFile> files, CancellationToken cancel = default)
    {
        using var client = portal.Client();
        return await client.SendMissingAsync(files, Routine, _ => { }, cancel);
    }

    private async Task<IReadOnlyList<LocalFile>> WriteAsync(int count, int size)
    {
        for (var number = 0; number < count; number++)
        {
            var content = new byte[size];
            new Random(number).NextBytes(content);
            await File.WriteAllBytesAsync(Path.Combine(root, $"{number:D5}"), content);
        }
        return await LocalFile.ListAsync(new DirectoryInfo(root), default);
    }
}

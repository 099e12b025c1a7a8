using FirstRead.Cli.Upload;
using FirstRead.Cli.Upload.Drop;
using FirstRead.Testing;

namespace FirstRead.Cli.Tests.Upload;

public sealed class DropWatchTests
{
    private static readonly TimeSpan Still = TimeSpan.FromSeconds(10);

    private readonly Hurried clock = new();
    private string root = "";
    private FakePortal portal = null!;

    [SetUp]
    public void MakeFolder()
    {
        root = Directory.CreateTempSubdirectory("firstread-drop-").FullName;
        portal = new FakePortal();
    }

    [TearDown]
    public void RemoveFolder() => Directory.Delete(root, recursive: true);

    [Test]
    public async Task Pass_WhileAFolderGrows_Waits_AndThenTakesItWhole()
    {
        using var watch = new World(this);
        Write("study/1", 1);
        await watch.PassAsync();
        clock.Ahead += Still;
        Write("study/2", 2);
        await watch.PassAsync();
        Assert.That(portal.Manifests, Is.Empty, "the second came just now");
        clock.Ahead += Still;
        await watch.PassAsync();
        Assert.That(portal.Manifests, Is.EqualTo(new[] { 2 }), "one study, one upload");
    }

    [Test]
    public async Task Pass_AHalfFile_WaitsForTheRest()
    {
        var whole = Slices.Bytes(Slices.Slice(1));
        await File.WriteAllBytesAsync(At("half"), whole[..^50]);
        using var watch = new World(this);
        await RestAsync(watch);
        Assert.That((portal.Manifests.Count, watch.Said), Is.EqualTo((0, "half      half: ends in the middle; waiting for the rest")));
        await File.WriteAllBytesAsync(At("half"), whole);
        await RestAsync(watch);
        Assert.That(portal.Arrived.Values, Is.EqualTo(new[] { 1 }));
    }

    [Test]
    public async Task Restart_AtAnyMoment_SendsNothingTwiceAndLosesNothing()
    {
        Write("a", 1);
        Write("b", 2);
        using (var killed = new World(this))
        {
            // The first arrives; then the program dies before it could write anything down.
            var puts = 0;
            portal.OnPut = () =>
            {
                if (Interlocked.Increment(ref puts) > 1)
                    throw new InvalidOperationException("killed");
            };
            Assert.That(async () => await RestAsync(killed), Throws.InstanceOf<InvalidOperationException>());
        }
        portal.OnPut = () => { };
        using (var again = new World(this))
            await RestAsync(again);
        Assert.That(portal.Arrived.Values, Is.EqualTo(new[] { 1, 1 }));

        // What is journalled is not even asked about.
        var manifests = portal.Manifests.Count;
        await File.AppendAllTextAsync(At(".firstread/journal"), """{"Path":"c","By""");
        Write("c", 3);
        using (var third = new World(this))
            await RestAsync(third);
        Assert.That(portal.Manifests.Skip(manifests), Is.EqualTo(new[] { 1 }), "c alone, though its line was torn");
    }

    [Test]
    public void Folder_WatchedByAnotherProgram_IsRefused()
    {
        using var first = new DropFolder(root);
        Assert.Throws<CommandException>(() => new DropFolder(root).Dispose());
    }

    private async Task RestAsync(World watch)
    {
        await watch.PassAsync();
        clock.Ahead += Still;
        await watch.PassAsync();
    }

    private void Write(string path, int seed)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), $"content {seed}");
    }

    private string At(string path) => Path.Combine(root, path);

    private sealed class World : IDisposable
    {
        private readonly DropFolder folder;
        private readonly UploadClient client;
        private readonly StringWriter output = new();
        private readonly DropWatch watch;

        public World(DropWatchTests test)
        {
            (folder, client) = (new DropFolder(test.root), test.portal.Client(test.clock));
            watch = new DropWatch(folder, client, new UploadOrder("routine", null, Prior: false, []), Still, test.clock, output);
        }

        public string Said => output.ToString().Trim();

        public Task PassAsync() => watch.PassAsync(default);

        public void Dispose()
        {
            folder.Dispose();
            client.Dispose();
            output.Dispose();
        }
    }
}

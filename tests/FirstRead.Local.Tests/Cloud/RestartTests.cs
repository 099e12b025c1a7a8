using static FirstRead.Local.Tests.Cloud.SharedCloud;

namespace FirstRead.Local.Tests.Cloud;

[Category("Slow")]
public sealed class RestartTests
{
    [Test]
    public async Task Start_AfterACrash_KillsTheLeftoversAndKeepsTheLogins()
    {
        var (repository, data) = (Folder.At("repository"), Folder.At("second"));
        await using var crashed = await RunningCloud.StartAsync(repository, data);
        var (orphans, password) = (crashed.Children, (string?)crashed.Description["logins"]![0]!["password"]);
        await crashed.CrashAsync();
        Assert.That(orphans.Where(Lives), Is.Not.Empty, "a crash leaves children, or this test shows nothing");
        await using var next = await RunningCloud.StartAsync(repository, data);
        await Eventually.BecomesTrueAsync(() => !orphans.Any(Lives));
        Assert.That((string?)next.Description["logins"]![0]!["password"], Is.EqualTo(password));
    }

    [Test]
    public async Task Stop_BySigTerm_StopsTheChildrenAndTakesCloudJsonAway()
    {
        var data = Folder.At("third");
        var cloud = await RunningCloud.StartAsync(Folder.At("repository"), data);
        var children = cloud.Children;
        await cloud.DisposeAsync();
        Assert.Multiple(() =>
        {
            Assert.That(children, Is.Not.Empty);
            Assert.That(children.Where(Lives), Is.Empty);
            Assert.That(File.Exists(Path.Combine(data, "cloud.json")), Is.False);
        });
    }

    /// <summary>A zombie has no command line.</summary>
    private static bool Lives((string Name, int Id) child)
    {
        try
        {
            return File.ReadAllText($"/proc/{child.Id}/cmdline").Length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }
}

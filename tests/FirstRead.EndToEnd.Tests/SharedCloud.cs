using FirstRead.Cli;
using FirstRead.Cli.Demo;
using FirstRead.Core.Settings;

namespace FirstRead.EndToEnd.Tests;

/// <summary>One running local cloud for the tests that need one; started by the first that asks.</summary>
[SetUpFixture]
public sealed class SharedCloud
{
    private static readonly string Folder = Directory.CreateTempSubdirectory("firstread-end-to-end-").FullName;
    private static readonly Lazy<Task<CloudProcess>> Started = new(() => CloudProcess.StartAsync(
        // However slow the machine is, no upload stands still for so long that it is given up, and no phone rings twice.
        RepositoryFolder.Find(), Path.Combine(Folder, "cloud"), 0, ["--stalled-seconds", "3600", "--escalation-minutes", "240"],
        // But a test study is overdue soon: one test waits for that.
        new Dictionary<string, string> { [EnvironmentNames.TestStudyAnswerSeconds] = "5" }, CancellationToken.None));

    public static Task<CloudProcess> GetAsync() => Started.Value;

    /// <summary>A folder for one test's own files; it goes with the cloud.</summary>
    public static string CreateFolder() => Directory.CreateDirectory(Path.Combine(Folder, Guid.NewGuid().ToString("N"))).FullName;

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Started.IsValueCreated)
        {
            await (await Started.Value).DisposeAsync();
            DemoTests.AssertNobodyWasDenied(Path.Combine(Folder, "cloud"));
        }
        Directory.Delete(Folder, recursive: true);
    }
}

using System.Diagnostics;
using System.Text.Json;
using FirstRead.Cli;

namespace FirstRead.EndToEnd.Tests;

/// <summary>What a newcomer does first: the whole demo, headless.</summary>
[TestFixture]
public sealed class DemoTests
{
    /// <summary>The busiest machine brings each upload's next file sooner; the slice that never comes is waited for so long.</summary>
    private const int StalledSeconds = 120;

    [Test, CancelAfter(1_500_000)]
    public async Task Demo_OnceOnAFreshCloud_SeesEverythingHappen(CancellationToken cancel)
    {
        var repository = RepositoryFolder.Find();
        var data = Directory.CreateTempSubdirectory("firstread-demo-").FullName;
        var start = new ProcessStartInfo("dotnet", [typeof(RepositoryFolder).Assembly.Location, "demo", "--once", "--json", "--data", data, "--stalled-seconds", $"{StalledSeconds}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["FIRSTREAD_REPOSITORY"] = repository },
        };
        using var demo = Process.Start(start)!;
        var said = demo.StandardError.ReadToEndAsync(cancel);
        var printed = await demo.StandardOutput.ReadToEndAsync(cancel);
        await demo.WaitForExitAsync(cancel);
        await TestContext.Out.WriteLineAsync(await said);

        using var report = JsonDocument.Parse(printed.TrimEnd('\n').Split('\n')[^1]);
        var missed = report.RootElement.GetProperty("checks").EnumerateArray().Where(check => !check.GetProperty("ok").GetBoolean()).Select(check => check.ToString());
        Assert.Multiple(() =>
        {
            Assert.That(missed, Is.Empty);
            Assert.That(report.RootElement.GetProperty("ok").GetBoolean(), Is.True);
            Assert.That(demo.ExitCode, Is.Zero);
        });
        Directory.Delete(data, recursive: true);
    }
}

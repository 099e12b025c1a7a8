using System.Diagnostics;
using System.Net.Sockets;
using FirstRead.Cli;
using FirstRead.Cli.Demo.Portal;
using FirstRead.Cli.Samples;
using FirstRead.Cli.Upload;
using FirstRead.Cli.Upload.Drop;
using static Microsoft.Playwright.Assertions;

namespace FirstRead.EndToEnd.Tests;

/// <summary>A clinic's two ways to send, over the running local cloud: the portal's page, and a drop folder that a scanner fills.</summary>
[TestFixture]
public sealed class ClinicCloudTests
{
    [Test, CancelAfter(900_000)]
    public async Task Folder_DroppedOnThePage_ReachesIngestThroughABrokenLine()
    {
        if (!PortalBrowser.IsInstalled || !PortalMock.IsBuilt)
            Assert.Ignore("chromium or portal/dist is absent.");
        var cloud = await SharedCloud.GetAsync();
        using var description = cloud.Describe();
        var login = description.RootElement.GetProperty("logins").EnumerateArray().First(person => person.GetProperty("groups")[0].GetString() == "clinic");
        await using var browser = await PortalBrowser.LaunchAsync();
        await using var flow = await browser.OpenAsync(new Uri(description.RootElement.GetProperty("gateway").GetString()!));
        await flow.LogIn(login.GetProperty("username").GetString()!, login.GetProperty("password").GetString()!);
        await flow.Page.Locator(".drop").WaitForAsync();

        var line = await BrokenLine.CutAfterAsync(flow.Page, "**/firstread-incoming/**", arrive: 3);
        await ClinicTests.DropAsync(flow.Page, MixedFolder.Write(BrainSeries.Load(RepositoryFolder.Find())));
        var run = flow.Page.Locator("section.run");
        await Expect(run.Locator(".run-trouble")).ToContainTextAsync("No connection");
        line.Mend();

        await Expect(run.GetByRole(Microsoft.Playwright.AriaRole.Heading)).ToHaveTextAsync($"Done: {MixedFolder.Refused} files not taken");
        await Expect(run.Locator(".file-accepted")).ToHaveCountAsync(MixedFolder.Slices);
        await Expect(run.Locator("tbody tr", new() { HasText = "notes.txt" })).ToContainTextAsync("not-dicom");
        await Expect(run.Locator("tbody tr", new() { HasText = "cut.dcm" })).ToContainTextAsync("truncated");
        Assert.That(line.Sent.Values, Has.All.EqualTo(1));
        Assert.That(flow.Complaints.Where(complaint => !complaint.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal)), Is.Empty, "the page's policy lets it reach the bucket");
    }

    [Test, CancelAfter(900_000)]
    public async Task DropFolder_FedByStorescp_SendsEachImageOnce(CancellationToken cancel)
    {
        if (!File.Exists("/usr/bin/storescp"))
            Assert.Ignore("storescp is absent: apt-get install dcmtk.");
        var cloud = await SharedCloud.GetAsync();
        var study = Path.Combine(MixedFolder.Write(BrainSeries.Load(RepositoryFolder.Find())), "series");
        var drop = SharedCloud.CreateFolder();
        using var scanner = await StartStorescpAsync(drop, cancel);
        try
        {
            using var folder = new DropFolder(drop);
            using var client = UploadClient.Of(UploadTarget.OfCloud(cloud.CloudFile));
            await using var said = new StringWriter();
            var watch = new DropWatch(folder, client, new UploadOrder("routine", null, Prior: false, []), TimeSpan.FromSeconds(3), TimeProvider.System, said);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            var running = watch.RunAsync(stop.Token);
            await SendAsync(scanner.Port, study, cancel);
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
            while (folder.Look().Count > 0)
                await timer.WaitForNextTickAsync(cancel);
            await stop.CancelAsync();
            Assert.That(async () => await running, Throws.InstanceOf<OperationCanceledException>());

            var lines = said.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.That(lines.Count(line => line.StartsWith("accepted", StringComparison.Ordinal)), Is.EqualTo(MixedFolder.Slices), said.ToString());
            Assert.That(lines.Count(line => line.StartsWith("sent", StringComparison.Ordinal)), Is.EqualTo(1), "one study, one upload");
            Assert.That(Directory.GetFiles(drop, "*", SearchOption.AllDirectories).Count(path => !path.Contains(".firstread", StringComparison.Ordinal)), Is.EqualTo(MixedFolder.Slices), "nothing is moved or deleted");
        }
        finally
        {
            scanner.Process.Kill();
        }
    }

    /// <summary>As docs/guides/clinic.md says it. Another program may take a port between the asking and the start: then another is asked for.</summary>
    private static async Task<Scanner> StartStorescpAsync(string folder, CancellationToken cancel)
    {
        while (true)
        {
            using var free = new TcpListener(System.Net.IPAddress.Loopback, 0);
            free.Start();
            var port = ((System.Net.IPEndPoint)free.LocalEndpoint).Port;
            free.Stop();
            var process = Process.Start(new ProcessStartInfo("/usr/bin/storescp", ["--output-directory", folder, "--sort-on-study-uid", "study", $"{port}"]))!;
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
            while (!process.HasExited && !await ListensAsync(port, cancel))
                await timer.WaitForNextTickAsync(cancel);
            if (!process.HasExited)
                return new Scanner(process, port);
            process.Dispose();
        }
    }

    private static async Task<bool> ListensAsync(int port, CancellationToken cancel)
    {
        using var echo = Process.Start(new ProcessStartInfo("/usr/bin/echoscu", ["127.0.0.1", $"{port}"]))!;
        await echo.WaitForExitAsync(cancel);
        return echo.ExitCode == 0;
    }

    private static async Task SendAsync(int port, string folder, CancellationToken cancel)
    {
        using var sending = Process.Start(new ProcessStartInfo("/usr/bin/storescu", ["127.0.0.1", $"{port}", .. Directory.GetFiles(folder).Order(StringComparer.Ordinal)]))!;
        await sending.WaitForExitAsync(cancel);
        Assert.That(sending.ExitCode, Is.Zero, "storescu");
    }

    private sealed record Scanner(Process Process, int Port) : IDisposable
    {
        public void Dispose() => Process.Dispose();
    }
}

using FirstRead.Cli;
using FirstRead.Cli.Demo.Portal;
using FirstRead.Cli.Samples;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FirstRead.EndToEnd.Tests;

/// <summary>A clinic in a real browser, against the portal's mock server: drops a folder, loses the network, and fetches a report.</summary>
[TestFixture]
public sealed class ClinicTests
{
    private static readonly string Pictures = Path.Combine(TestContext.CurrentContext.WorkDirectory, "portal-screenshots");

    private PortalBrowser browser = null!;
    private PortalMock mock = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        if (!PortalBrowser.IsInstalled)
            Assert.Ignore($"{PortalBrowser.Executable} is absent: apt-get install chromium.");
        if (!PortalMock.IsBuilt)
            Assert.Ignore("portal/dist is absent: npm ci && npm run build in portal/.");
        Directory.CreateDirectory(Pictures);
        mock = await PortalMock.StartAsync();
        browser = await PortalBrowser.LaunchAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        if (mock is not null)
            await mock.DisposeAsync();
    }

    [Test]
    public async Task Folder_Dropped_IsSentThroughALostNetwork_AndEachFileToldItsFate()
    {
        var folder = MixedFolder.Write(BrainSeries.Load(RepositoryFolder.Find()));
        await using var flow = await EnterAsync();
        await flow.Page.GetByRole(AriaRole.Radio, new() { Name = "Urgent" }).CheckAsync();
        await flow.Page.GetByLabel("Clinical question").FillAsync("headache, left-sided weakness");
        await AxeCheck.AssertAccessibleAsync(flow.Page);
        await flow.Screenshot(Picture("clinic-send"));

        var line = await BrokenLine.CutAfterAsync(flow.Page, "**/store/**", arrive: 5);
        await DropAsync(flow.Page, folder);
        var run = flow.Page.Locator("section.run");
        await Expect(run.Locator(".run-trouble")).ToContainTextAsync("No connection");
        await flow.Screenshot(Picture("clinic-no-connection"));
        line.Mend();

        await Expect(run.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Done: 2 files not taken");
        await Expect(run.Locator(".file-accepted")).ToHaveCountAsync(MixedFolder.Slices);
        await Expect(Row(run, "notes.txt")).ToContainTextAsync("no DICM prefix");
        await Expect(Row(run, "cut.dcm")).ToContainTextAsync("Export the instance again");
        await Expect(run.Locator("tr:has(.file-same)")).ToContainTextAsync("sent once");
        await AxeCheck.AssertAccessibleAsync(flow.Page);
        await flow.Screenshot(Picture("clinic-sent"));
        Assert.That(line.Sent.Values, Has.All.EqualTo(1), "what had arrived was not sent again");

        // A page that was reloaded knows nothing; the server knows what it has.
        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Send another folder" }).ClickAsync();
        await flow.Page.GetByRole(AriaRole.Radio, new() { Name = "Urgent" }).CheckAsync();
        await flow.Page.GetByLabel("Clinical question").FillAsync("headache, left-sided weakness");
        await DropAsync(flow.Page, folder);
        await Expect(run.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Done: 2 files not taken");
        Assert.That(line.Sent.Values, Has.All.EqualTo(1), "nothing went twice");
        Assert.That(line.Bodies, Has.None.Contains("notes.txt").And.None.Contains(Path.GetFileName(folder)), "no name leaves the browser");
        Assert.That(flow.Complaints.Where(complaint => !complaint.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public async Task Report_Signed_IsFetchedUnderThePatientsName_AndSaved()
    {
        await using var flow = await EnterAsync("/#/reports");
        var report = flow.Page.Locator("li.report").First;
        await Expect(report).ToContainTextAsync("MR Brain");
        await Expect(flow.Page.Locator("main")).Not.ToContainTextAsync("LINDA");
        await report.GetByRole(AriaRole.Button, new() { Name = "Fetch the report" }).ClickAsync();
        await Expect(report).ToContainTextAsync("SIMULATED, LINDA");
        await AxeCheck.AssertAccessibleAsync(flow.Page);
        await flow.Screenshot(Picture("clinic-report"));
        var download = await flow.Page.RunAndWaitForDownloadAsync(() => report.GetByRole(AriaRole.Button, new() { Name = "Save Report (PDF)" }).ClickAsync());
        Assert.That(download.SuggestedFilename, Is.EqualTo("report.pdf"));
        Assert.That(await File.ReadAllTextAsync(await download.PathAsync()), Does.StartWith("%PDF"));
        await report.GetByRole(AriaRole.Button, new() { Name = "Hide the name" }).ClickAsync();
        await Expect(flow.Page.Locator("main")).Not.ToContainTextAsync("LINDA");
        Assert.That(flow.Complaints, Is.Empty);
    }

    private static ILocator Row(ILocator run, string name) => run.Locator("tbody tr", new() { HasText = name });

    private static string Picture(string name) => Path.Combine(Pictures, $"{name}.png");

    private async Task<PortalFlow> EnterAsync(string address = "/")
    {
        var flow = await browser.OpenAsync(mock.Portal);
        await flow.LogIn("clinic", PortalMock.Password, address);
        return flow;
    }

    /// <summary>As a person drops it from a file window.</summary>
    internal static async Task DropAsync(IPage page, string folder)
    {
        var box = await page.Locator(".drop").BoundingBoxAsync() ?? throw new InvalidOperationException("There is no place to drop on.");
        var session = await page.Context.NewCDPSessionAsync(page);
        foreach (var type in new[] { "dragEnter", "dragOver", "drop" })
            await session.SendAsync("Input.dispatchDragEvent", new()
            {
                ["type"] = type,
                ["x"] = box.X + (box.Width / 2),
                ["y"] = box.Y + (box.Height / 2),
                ["data"] = new Dictionary<string, object> { ["items"] = Array.Empty<object>(), ["files"] = new[] { folder }, ["dragOperationsMask"] = 1 },
            });
        await session.DetachAsync();
    }
}

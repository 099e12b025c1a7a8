using FirstRead.Cli;
using FirstRead.Cli.Demo.Portal;
using FirstRead.Cli.Samples;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FirstRead.EndToEnd.Tests;

/// <summary>A clinic in a real browser, against the portal's mock server: drops a folder, loses the network, and fetches a report.</summary>
[TestFixture]
public sealed class ClinicTests : MockedPortal
{
    [Test]
    public async Task Folder_Dropped_IsSentThroughALostNetwork_AndEachFileToldItsFate()
    {
        var folder = MixedFolder.Write(BrainSeries.Load(RepositoryFolder.Find()));
        await using var flow = await EnterAsync("clinic");
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
    public async Task Upload_Cancelled_GivesUpWhatIsMissing_AndAnnouncesNothingAnew()
    {
        var folder = MixedFolder.Write(BrainSeries.Load(RepositoryFolder.Find()));
        await using var flow = await EnterAsync("clinic");
        var line = await BrokenLine.CutAfterAsync(flow.Page, "**/store/**", arrive: 3);
        await DropAsync(flow.Page, folder);
        await Expect(flow.Page.Locator(".run-trouble")).ToContainTextAsync("No connection");
        await flow.Page.Locator(".run-uploads a").ClickAsync();
        await Expect(flow.Page.Locator(".upload-state")).ToHaveTextAsync("receiving");
        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel this upload…" }).ClickAsync();
        var dialog = flow.Page.GetByRole(AriaRole.Dialog, new() { Name = "Cancel this upload?" });
        await Expect(dialog).ToContainTextAsync("still to come will not be taken any more");
        await Expect(dialog).ToContainTextAsync("marked as incomplete");
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Keep it" })).ToBeFocusedAsync();
        await AxeCheck.AssertAccessibleAsync(flow.Page);
        await flow.Screenshot(Picture("clinic-cancel"));
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel the upload" }).ClickAsync();
        line.Mend();

        await Expect(flow.Page.Locator(".upload-state")).ToHaveTextAsync("cancelled");
        await Expect(flow.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel this upload…" })).ToHaveCountAsync(0);
        await Expect(flow.Page.Locator("td.file-expired").First).ToHaveTextAsync("Never arrived");
        await flow.Screenshot(Picture("clinic-cancelled"));
        await flow.Page.GetByRole(AriaRole.Link, new() { Name = "Back to the uploads" }).ClickAsync();
        await Expect(flow.Page.Locator("section.run").GetByRole(AriaRole.Heading)).ToHaveTextAsync("Stopped");
        await Expect(flow.Page.Locator(".uploads > table tbody tr").First).ToContainTextAsync("Cancelled");
        Assert.That(line.Bodies.Count(body => body.Contains("sha256", StringComparison.Ordinal)), Is.EqualTo(1), "one manifest");
    }

    [Test]
    public async Task Report_Signed_IsFetchedUnderThePatientsName_AndSaved()
    {
        await using var flow = await EnterAsync("clinic", "/#/reports");
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

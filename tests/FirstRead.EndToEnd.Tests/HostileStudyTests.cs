using FirstRead.Adversary.Marking;
using FirstRead.Cli;
using FirstRead.Cli.Demo;
using FirstRead.Cli.Demo.Portal;
using FirstRead.Cli.Samples;
using FirstRead.Cli.Upload;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FirstRead.EndToEnd.Tests;

/// <summary>
/// A study with a script in every text attribute that PS3.6 knows, and in every text that a person writes, from the clinic's upload to
/// the resident's case: whatever page shows one of them shows text, and nothing runs.
/// </summary>
[TestFixture]
public sealed class HostileStudyTests
{
    private const string Script = "<script>alert(1)</script><img src=x onerror=alert(1)>";

    /// <summary>PS3.5 6.2: SH has 16 characters.</summary>
    private const string ShortScript = "<svg onload=a()>";

    private const string Planted = "main script, dialog script, img[src='x'], svg[onload], main iframe, main object";

    private static readonly string[] OperatorPages = ["stuck", "funnel", "queue", "uploads", "failures", "communications", "clinics", "users", "reads"];

    private readonly List<string> dialogs = [];

    [Test, CancelAfter(1_500_000)]
    public async Task HostileStudy_BeforeEveryRole_IsShownAsTextAndRunsNothing(CancellationToken cancel)
    {
        if (!PortalBrowser.IsInstalled || !PortalMock.IsBuilt)
            Assert.Ignore("chromium or portal/dist is absent.");
        var cloud = await SharedCloud.GetAsync();
        var study = await UploadAsync(cloud, cancel);
        await using var browser = await PortalBrowser.LaunchAsync();
        await ReadAsync(cloud, browser, study);
        await FetchAsync(cloud, browser, study);
        await OperateAsync(cloud, browser, study);
        await LearnAsync(cloud, browser);
        Assert.That(dialogs, Is.Empty);
    }

    /// <summary>The radiologist looks, asks whose it is, signs and releases it for teaching.</summary>
    private async Task ReadAsync(CloudProcess cloud, PortalBrowser browser, StudyId study)
    {
        await using var flow = await EnterAsync(cloud, browser, "radiologist");
        await flow.WorklistRows.First.WaitForAsync();
        await AssertHarmlessAsync(flow);
        await GoAsync(flow, $"#/s/{study.Value}/deidentification", ".attributes tbody tr");
        await GoAsync(flow, $"#/s/{study.Value}", ".canvas-host:not([data-slice='-1'])");
        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Whose study is this?" }).ClickAsync();
        await flow.Page.GetByLabel("Why do you need it?").FillAsync(Script);
        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Show for a minute" }).ClickAsync();
        await Expect(flow.Page.Locator(".identity")).ToContainTextAsync("<script>");
        await AssertHarmlessAsync(flow);
        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Hide now" }).ClickAsync();
        for (var index = 0; index < await flow.Findings.CountAsync(); index++)
            await flow.Reject(index, Script);
        await flow.Sign(Script);
        await Expect(flow.Page.Locator(".signed")).ToContainTextAsync("<script>");
        await AssertHarmlessAsync(flow);
        await flow.ReleaseForTeaching("head", "introductory");
        await flow.Page.Locator(".teaching-release [data-state=ready]").WaitForAsync();
        await AssertHarmlessAsync(flow);
    }

    /// <summary>The clinic sees its uploads, and the report under the patient's own name.</summary>
    private async Task FetchAsync(CloudProcess cloud, PortalBrowser browser, StudyId study)
    {
        await using var flow = await EnterAsync(cloud, browser, "clinic");
        await GoAsync(flow, "#/uploads", "main table");
        await GoAsync(flow, "#/reports", ".report");
        var report = flow.Page.Locator(".report", new() { HasText = study.Value[^32..^24] });
        await report.GetByRole(AriaRole.Button, new() { Name = "Fetch the report" }).ClickAsync();
        await Expect(report.Locator(".report-patient")).ToContainTextAsync("<script>");
        await AssertHarmlessAsync(flow);
    }

    private async Task OperateAsync(CloudProcess cloud, PortalBrowser browser, StudyId study)
    {
        await using var flow = await EnterAsync(cloud, browser, "operator");
        foreach (var page in OperatorPages)
            await GoAsync(flow, $"#/operations/{page}", "main.section h1");
        await GoAsync(flow, "#/patients", "main");
        await flow.Page.GetByLabel("Code of an open study, study id or patient token").FillAsync(study.Value);
        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Find the patient" }).ClickAsync();
        await flow.Page.Locator(".patient tbody tr").First.WaitForAsync();
        await AssertHarmlessAsync(flow);
    }

    private async Task LearnAsync(CloudProcess cloud, PortalBrowser browser)
    {
        await using var flow = await EnterAsync(cloud, browser, "resident");
        var card = flow.Page.Locator("a.case-card").First;
        await card.WaitForAsync();
        await AssertHarmlessAsync(flow);
        await card.ClickAsync();
        await flow.WaitForImage();
        await AssertHarmlessAsync(flow);
    }

    /// <summary>Three slices of a real series, with the clinical question a script too.</summary>
    private static async Task<StudyId> UploadAsync(CloudProcess cloud, CancellationToken cancel)
    {
        var folder = SharedCloud.CreateFolder();
        new SampleStudies(BrainSeries.Load(RepositoryFolder.Find())).Write(folder);
        var hostile = Directory.CreateDirectory(Path.Combine(folder, "hostile")).FullName;
        foreach (var (path, index) in Directory.EnumerateFiles(Path.Combine(folder, "a-proton-density")).Order(StringComparer.Ordinal).Take(3).Select((path, index) => (path, index)))
        {
            await using var file = File.Create(Path.Combine(hostile, $"<img src=x onerror=alert({index})>.dcm"));
            Plant(DicomDataset.Read(new MemoryStream(await File.ReadAllBytesAsync(path, cancel))), index).WriteFile(file);
        }
        using var upload = await UploadClient.LogInAsync(UploadTarget.OfCloud(cloud.CloudFile), cancel);
        var receipt = await upload.SendAsync(await LocalFile.ListAsync(new DirectoryInfo(hostile), cancel), new UploadOrder("urgent", Script, Prior: false, []), _ => { }, cancel);
        using var stores = new DemoStores(cloud);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await timer.WaitForNextTickAsync(cancel))
        {
            var state = await upload.StateAsync(receipt.UploadId, cancel);
            Assert.That(state.Files.Select(one => one.Code), Is.All.Null, "refused or held");
            if (state is { Studies: [var only] } && await stores.Studies.GetAsync(StudyId.Parse(only.StudyId), cancel) is { Status: StudyStatus.Analysed or StudyStatus.NotApplicable } study)
                return study.Id;
        }
        throw new OperationCanceledException(cancel);
    }

    private static DicomDataset Plant(DicomDataset slice, int index)
    {
        foreach (var row in DictionaryRows.All.Where(row => row.Tag.Group is > 0x0004 and < 0xFF00 && row.Tag != Tags.TimezoneOffsetFromUTC))
            if (row.Vr == Vr.SH)
                slice.Add(row.Tag, ShortScript);
            else if (row.Vr == Vr.LO || row.Vr == Vr.PN || row.Vr == Vr.ST || row.Vr == Vr.LT || row.Vr == Vr.UC || row.Vr == Vr.UT)
                slice.Add(row.Tag, Script);
        return slice.Add(Tags.StudyInstanceUID, "2.25.320000000001").Add(Tags.SeriesInstanceUID, "2.25.320000000002").Add(Tags.SOPInstanceUID, $"2.25.32000000001{index}");
    }

    private async Task<PortalFlow> EnterAsync(CloudProcess cloud, PortalBrowser browser, string role)
    {
        var (address, user, password) = DemoLogins.Of(cloud, role);
        var flow = await browser.OpenAsync(address);
        flow.Page.Dialog += async (_, dialog) =>
        {
            dialogs.Add($"{role}: {dialog.Message}");
            await dialog.DismissAsync();
        };
        await flow.LogIn(user, password);
        return flow;
    }

    /// <param name="shown">What is there once the page is complete.</param>
    private static async Task GoAsync(PortalFlow flow, string address, string shown)
    {
        await flow.Page.GotoAsync($"/{address}");
        await flow.Page.Locator(shown).First.WaitForAsync();
        await AssertHarmlessAsync(flow);
    }

    private static async Task AssertHarmlessAsync(PortalFlow flow)
    {
        Assert.That(await flow.Page.Locator(Planted).CountAsync(), Is.Zero, flow.Page.Url);
        Assert.That(flow.Complaints, Is.Empty, flow.Page.Url);
        Assert.That(await flow.Page.TitleAsync(), Does.Not.Contain("<"));
    }
}

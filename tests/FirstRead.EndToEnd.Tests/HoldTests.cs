using FirstRead.Cli.Demo;
using FirstRead.Cli.Demo.Portal;
using FirstRead.Cli.Samples;
using FirstRead.Cli.Upload;
using FirstRead.Core.Audit;
using FirstRead.Core.Intake.Holds;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FirstRead.EndToEnd.Tests;

/// <summary>Files that wait for a person, on the running local cloud: held, looked at, decided on, carried out, and nothing of the patient left behind.</summary>
[TestFixture]
public sealed class HoldTests
{
    private const int Patience = 1_500_000;
    private static readonly string Pictures = Path.Combine(TestContext.CurrentContext.WorkDirectory, "portal-screenshots");
    private readonly List<SyntheticIdentity> people = [];
    private HoldWorld world = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        if (!PortalBrowser.IsInstalled)
            Assert.Ignore($"{PortalBrowser.Executable} is absent: apt-get install chromium.");
        if (!PortalMock.IsBuilt)
            Assert.Ignore("portal/dist is absent: npm ci && npm run build in portal/.");
        Directory.CreateDirectory(Pictures);
        world = await HoldWorld.StartAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (world is not null)
            await world.DisposeAsync();
    }

    [TearDown]
    public async Task NothingOfThePeopleIsLeftBehind()
    {
        var words = people.SelectMany(person => person.Planted).Distinct().ToList();
        var planted = await PlantedScan.RunAsync(world.Cloud.Folder, world.Stores, words, default);
        Assert.That(planted.Found, Is.Empty);
        Assert.That(planted.Unseen, Is.Empty, "the originals hold every word, or the search proves nothing");
    }

    [Test, CancelAfter(Patience)]
    public async Task Page_BlankedByAnOperatorInThePortal_GoesOnThoughIngestIsKilled(CancellationToken cancel)
    {
        var (slice, page) = Study("firecrest", Person("Firecresty", "19610203", "20210304"));
        var upload = await world.UploadAsync(cancel, slice, page);
        var held = upload.Files.Single(file => file.State == "held");
        var study = StudyId.Parse(upload.Studies.Single().StudyId);
        Assert.That((held.Code, (await world.RowAsync(held, cancel)).GetProperty("canRelease").GetBoolean()), Is.EqualTo(("pixel-risk", true)));

        await BlankAndReleaseAsync(held);
        using var killer = new IngestKiller(world.Cloud);
        killer.Kill(cancel);

        await world.UntilAsync(upload, state => state.Files.All(file => file.State == "accepted"), cancel);
        var settled = await world.UntilAsync(study, stored => stored is { Status: StudyStatus.NotApplicable, InstanceCount: 2 }, cancel);
        var acts = await world.Audit.ReadAsync(AuditSubjects.Of(UploadId.Parse(upload.UploadId)), cancel);
        var view = await world.GetAsync($"/api/studies/{study}", cancel);
        var report = await world.GetAsync($"/api/studies/{study}/deidentification", cancel);
        var pixels = await ReleasedPixelsAsync(settled, cancel);
        Assert.Multiple(() =>
        {
            Assert.That(acts.Select(entry => entry.Event.What), Is.EqualTo(new[] { "create-upload", "view-held", "release-held" }));
            Assert.That(acts[^1].Event.When, Is.LessThanOrEqualTo(settled.Times.LastInstanceAt!.Value), "written down before it was carried out");
            Assert.That(AuditChain.FirstBroken(acts), Is.Null);
            Assert.That(view.GetProperty("instances").GetArrayLength(), Is.EqualTo(2));
            Assert.That(view.GetProperty("result").GetProperty("outcome").GetString(), Is.EqualTo("not-applicable"));
            Assert.That((report.GetProperty("instances").GetInt32(), report.GetProperty("pixelInstances").GetInt32()), Is.EqualTo((2, 1)));
            Assert.That(report.GetProperty("boxesBlanked").GetInt32(), Is.Positive);
            Assert.That(pixels.Distinct(), Has.Exactly(1).Items, "what the operator drew over is one grey");
        });
        await world.UntilGoneAsync(held.FileId, cancel);
        await ShowReportAsync(study);
    }

    [Test, CancelAfter(Patience)]
    public async Task Page_Refused_StaysInQuarantineAndItsUploaderIsTold(CancellationToken cancel)
    {
        var (_, page) = Study("goldcrest", Person("Goldcresty", "19620304", "20200506"));
        var upload = await world.UploadAsync(cancel, page);
        var held = upload.Files.Single();

        var answer = await world.PostAsync($"/api/holds/{upload.UploadId}/{held.FileId}/decision", new { verdict = "refuse", reason = "a page of the worklist, no image" }, cancel);

        Assert.That(answer.GetRawText(), Is.EqualTo("""{"decided":1,"verdict":"refuse"}"""));
        var file = (await world.UntilAsync(upload, state => state.Files[0].State != "held", cancel)).Files[0];
        var acts = await world.Audit.ReadAsync(AuditSubjects.Of(UploadId.Parse(upload.UploadId)), cancel);
        Assert.Multiple(() =>
        {
            Assert.That((file.State, file.Code), Is.EqualTo(("refused", "refused-by-person")));
            Assert.That(acts[^1].Event.Why, Is.EqualTo($"file {held.FileId}, pixel-risk: a page of the worklist, no image"));
        });
        await using var original = await world.Objects.OpenAsync(
            ResourceNames.IncomingBucket, ObjectKeys.Quarantine(UploadId.Parse(upload.UploadId), FileId.Parse(held.FileId)), null, cancel);
        Assert.That(original, Is.Not.Null);
    }

    [Test, CancelAfter(Patience)]
    public async Task Identity_ThatContradictsTheVault_GoesOnAsAnotherPatient(CancellationToken cancel)
    {
        var known = Person("Siskinette", "19550607", "20190809");
        var first = await world.UploadAsync(cancel, world.Pages.Slice("siskin", known));
        var stranger = Person("Serinetty", "19710809", "20191011");
        var upload = await world.UploadAsync(cancel, world.Pages.Slice("serin", stranger).Add(Tags.PatientID, known.PatientId));
        var held = upload.Files.Single();
        Assert.That((held.State, held.Code), Is.EqualTo(("held", "identity-conflict")));

        await world.PostAsync($"/api/holds/{upload.UploadId}/{held.FileId}/decision", new { verdict = "release", patient = "separate", reason = "the clinic gave one number twice" }, cancel);

        upload = await world.UntilAsync(upload, state => state is { Files: [{ State: "accepted" }], Studies: [_] }, cancel);
        var study = await world.UntilAsync(StudyId.Parse(upload.Studies.Single().StudyId), stored => stored.Status == StudyStatus.NotApplicable, cancel);
        var other = (await world.Stores.Studies.GetAsync(StudyId.Parse(first.Studies.Single().StudyId), cancel))!;
        Assert.That(study.Patient, Is.Not.EqualTo(other.Patient));
    }

    /// <summary>The state that a process leaves which dies after it wrote the decision: no copy, no event, and nobody who asks again.</summary>
    [TestCase(HoldVerdict.Release), TestCase(HoldVerdict.Refuse), CancelAfter(Patience)]
    public async Task Decision_WhoseProcessDiedBeforeTheCopy_IsCarriedOut(HoldVerdict verdict, CancellationToken cancel)
    {
        var word = verdict == HoldVerdict.Release ? "Linnetty" : "Twitetty";
        var (_, page) = Study(word, Person(word, "19480910", "20181112"));
        var upload = await world.UploadAsync(cancel, page);
        var seen = (await world.Holds.GetAsync(UploadId.Parse(upload.UploadId), FileId.Parse(upload.Files.Single().FileId), cancel))!;
        var allows = verdict == HoldVerdict.Release ? new HoldRelease(null, [new(0, 0, HeldPages.Columns, HeldPages.Rows)]) : HoldRelease.Nothing;

        // Two hours ago: longer than the cloud of these tests waits before it takes a decision up.
        Assert.That(await world.Holds.DecideAsync(seen, new HoldDecision(verdict, allows, "sub-operator", DateTimeOffset.UtcNow.AddHours(-2)), cancel), Is.True);

        var end = await world.UntilAsync(upload, state => state.Files[0].State != "held", cancel);
        Assert.That(end.Files[0].State, Is.EqualTo(verdict == HoldVerdict.Release ? "accepted" : "refused"));
        await world.UntilGoneAsync(seen.File.Value, cancel);
    }

    private SyntheticIdentity Person(string word, string birthDate, string studyDate)
    {
        var person = new SyntheticIdentity(word, birthDate, studyDate);
        people.Add(person);
        return person;
    }

    private (DicomDataset Slice, DicomDataset Page) Study(string name, SyntheticIdentity person)
    {
        var slice = world.Pages.Slice(name, person);
        return (slice, HeldPages.Page(name, person, slice));
    }

    /// <summary>Looks at the picture, draws over all of it, and releases it.</summary>
    private async Task BlankAndReleaseAsync(FileStatus held)
    {
        var page = world.Portal.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Held files" }).ClickAsync();
        var row = page.Locator(".hold-row", new() { HasText = held.FileId[^8..] });
        await row.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Show the picture" }).ClickAsync();
        var picture = page.Locator(".held-picture");
        await picture.ScrollIntoViewIfNeededAsync();
        // From the margin beside the picture, where no marked area lies that a click would take away.
        var box = (await picture.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 2, box.Y + 1);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + box.Width - 2, box.Y + box.Height - 1);
        await page.Mouse.UpAsync();
        await page.GetByLabel("Reason, without naming a patient").FillAsync("a page of text, blanked whole");
        await world.Portal.Screenshot(Path.Combine(Pictures, "local-held-file.png"));
        await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Blank and release" }).ClickAsync(),
            answer => answer.Url.EndsWith("/decision", StringComparison.Ordinal) && answer.Status == 200);
        await Expect(row).ToHaveCountAsync(0);
        Assert.That(world.Portal.Complaints, Is.Empty);
    }

    /// <summary>By the links that a person follows: worklist, study, report.</summary>
    private async Task ShowReportAsync(StudyId study)
    {
        var page = world.Portal.Page;
        await world.Portal.ShowWorklist();
        await page.Locator($"a.row-link[data-study='{study}']").ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "What was taken out" }).ClickAsync();
        await Expect(page.Locator(".attributes tbody tr", new() { HasText = "Patient Name" })).ToContainTextAsync("Emptied");
        await world.Portal.Screenshot(Path.Combine(Pictures, "local-deidentification.png"));
        Assert.That(world.Portal.Complaints, Is.Empty);
    }

    /// <summary>Of the page as it lies in the bucket that is read from.</summary>
    private async Task<byte[]> ReleasedPixelsAsync(Study study, CancellationToken cancel)
    {
        var page = (await world.Stores.Studies.ListInstancesAsync(study.Id, cancel)).Single(instance => instance.Rows == HeldPages.Rows);
        await using var stored = await world.Objects.OpenAsync(ResourceNames.DeidentifiedBucket, page.ObjectKey, null, cancel);
        return DicomDataset.Read(stored!.Content)[Tags.PixelData]!.Value.ToArray();
    }
}

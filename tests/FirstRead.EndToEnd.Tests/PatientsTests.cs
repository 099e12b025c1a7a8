using FirstRead.Cli.Demo.Portal;
using FirstRead.Cli.Samples;
using FirstRead.Core.Settings;
using FirstRead.Core.Studies;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FirstRead.EndToEnd.Tests;

/// <summary>Patients linked, separated and erased by operators in a real browser: every screen on the mock, the erasure itself on the running cloud.</summary>
[TestFixture]
public sealed class PatientsTests
{
    private const int Patience = 1_500_000;

    [OneTimeSetUp]
    public void Check() => Screens.Require();

    [Test]
    public async Task Operator_FindsLinksSeparatesAndAsksForAnErasure()
    {
        await using var mock = await PortalMock.StartAsync();
        await using var browser = await PortalBrowser.LaunchAsync();
        await using var flow = await browser.OpenAsync(mock.Portal);
        await flow.LogIn("operator", PortalMock.Password, "/#/patients");
        var page = flow.Page;
        await Expect(page.GetByText("Nobody was erased.")).ToBeVisibleAsync();
        await page.GetByLabel("Code of an open study, study id or patient token").FillAsync("7K4M21");
        await page.GetByRole(AriaRole.Button, new() { Name = "Find the patient" }).ClickAsync();
        var rows = page.Locator(".patient tbody tr");
        await Expect(rows).ToHaveCountAsync(2);

        var link = page.Locator("form", new() { HasText = "The same person as another" });
        await link.GetByLabel("The other’s token, or one of its studies").FillAsync("7K4M23");
        await link.GetByLabel("Reason, without naming the patient").FillAsync("the clinic confirmed it");
        await link.GetByRole(AriaRole.Button, new() { Name = "Link them" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(3);
        await Expect(link.Locator(".links li")).ToContainTextAsync("P22222222…");
        await flow.Screenshot(Screens.Picture("patients"));
        await AxeCheck.AssertAccessibleAsync(page);

        await link.GetByLabel("Reason, without naming the patient").FillAsync("two after all");
        await link.GetByRole(AriaRole.Button, new() { Name = "Take the link back" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(2);
        await page.GetByLabel("Choose study 7K4M22").CheckAsync();
        var split = page.Locator("form", new() { HasText = "Another person’s studies" });
        await split.GetByLabel("Reason, without naming the patient").FillAsync("one number, two people");
        await split.GetByRole(AriaRole.Button, new() { Name = "Separate 1 of 2" }).ClickAsync();
        await Expect(rows).ToHaveCountAsync(1);
        await Expect(page.Locator(".patient h2")).ToContainTextAsync("P33333333");

        var erase = page.Locator("form", new() { HasText = "Erase the patient" });
        await erase.GetByLabel("Legal basis").FillAsync("GDPR Art. 17(1)(b)");
        await erase.GetByLabel("Reason, without naming the patient").FillAsync("consent withdrawn");
        await erase.GetByRole(AriaRole.Button, new() { Name = "Ask for the erasure" }).ClickAsync();
        await Expect(erase.GetByRole(AriaRole.Alert)).ToContainTextAsync("not signed");
        await erase.GetByLabel("Why it is done all the same").FillAsync("the patient has been told");
        await flow.Screenshot(Screens.Picture("patients-blocked"));
        await erase.GetByRole(AriaRole.Button, new() { Name = "Ask for the erasure" }).ClickAsync();
        var confirm = page.GetByRole(AriaRole.Button, new() { Name = "Erase for good" });
        await Expect(confirm).ToBeDisabledAsync();
        await page.GetByLabel("Type 3F9A1C to confirm").FillAsync("3f9a1c");
        await flow.Screenshot(Screens.Picture("patients-confirm"));
        await AxeCheck.AssertAccessibleAsync(page);
        await confirm.ClickAsync();
        await Expect(page.Locator(".erasure-confirmed")).ToHaveTextAsync("Is being erased");
        Assert.That(flow.Complaints.Single(), Does.Contain("409"), "the browser says of itself that the first request was refused");
    }

    [Test, CancelAfter(Patience)]
    public async Task Erasure_AskedForByOneConfirmedByTheOther_RemovesThePatientFromTheRunningCloud(CancellationToken cancel)
    {
        await using var world = await HoldWorld.StartAsync();
        var person = new SyntheticIdentity("Dunnocky", "19530405", "20180607");
        var upload = await world.UploadAsync(cancel, world.Pages.Slice("dunnock", person), world.Pages.Slice("dunnock", person, 10));
        var study = StudyId.Parse(upload.Studies.Single().StudyId);
        await world.UntilAsync(study, stored => stored.Status is StudyStatus.NotApplicable or StudyStatus.Analysed or StudyStatus.Failed, cancel);
        Assert.That(await VersionsAsync(world, study, upload.UploadId), Has.Count.GreaterThanOrEqualTo(4));
        var patient = (await world.PostAsync("/api/patients/find", new { study = study.Value }, cancel)).GetProperty("token").GetString();
        var asked = await world.PostAsync($"/api/patients/{patient}/erasures", new { clinic = study.Clinic.Value, linked = false, reason = "consent withdrawn", legalBasis = "GDPR Art. 17(1)(b)", force = "a test" }, cancel);

        var code = asked.GetProperty("code").GetString()!;
        await using var other = await world.OpenAsSecondOperatorAsync("/#/patients");
        var card = other.Page.Locator(".erasure", new() { HasText = code });
        await card.GetByLabel($"Type {code} to confirm").FillAsync(code);
        await card.GetByRole(AriaRole.Button, new() { Name = "Erase for good" }).ClickAsync();

        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while ((await VersionsAsync(world, study, upload.UploadId)).Count > 0)
            await timer.WaitForNextTickAsync(cancel);
        Assert.That(await world.Stores.Studies.GetAsync(study, cancel), Is.Null);
        var (download, text) = await SaveAsync(other.Page, card);
        Assert.That(download, Is.EqualTo($"erasure-{code}.txt"));
        Assert.That(text, Does.Contain("by Olga Example").And.Contain("by Omar Example").And.Not.Contain("Dunnocky"));
    }

    private static async Task<(string Name, string Text)> SaveAsync(IPage page, ILocator card)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => card.GetByRole(AriaRole.Button, new() { Name = "Save the certificate" }).ClickAsync());
        return (download.SuggestedFilename, await File.ReadAllTextAsync(await download.PathAsync()));
    }

    /// <summary>Of every object that is the study's, whichever bucket it lies in, former versions and delete markers too.</summary>
    private static async Task<IReadOnlyList<string>> VersionsAsync(HoldWorld world, StudyId study, string upload)
    {
        var versions = new List<string>();
        foreach (var (bucket, prefix) in new[]
        {
            (ResourceNames.IncomingBucket, $"uploads/{upload}/"), (ResourceNames.DeidentifiedBucket, $"studies/{study}/"), (ResourceNames.ResultsBucket, $"results/{study}/"),
        })
            versions.AddRange(((await world.S3.ListVersionsAsync(bucket, prefix)).Versions ?? []).Select(version => version.Key));
        return versions;
    }
}

using FirstRead.Cli.Demo.Portal;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FirstRead.EndToEnd.Tests;

/// <summary>An operator's pages in a real browser, against the mock server: each page with its one act, and its picture.</summary>
[TestFixture]
public sealed class OperationsTests : MockedPortal
{
    [Test]
    public async Task Stuck_AThousand_AreListedAndOneIsReplayedWithAReason()
    {
        await using var flow = await OpenAsync("stuck");
        var rows = flow.Page.Locator("table.stuck tbody tr");
        await Expect(rows).ToHaveCountAsync(1000);
        await Expect(rows.First).ToContainTextAsync("The pixels of 3 slices cannot be decoded.");
        await JudgeAsync(flow, "stuck");

        await flow.Page.GetByLabel("Show").SelectOptionAsync(new SelectOptionValue { Value = "analysis-failed" });
        await rows.First.GetByRole(AriaRole.Button, new() { Name = "Replay" }).ClickAsync();
        var act = flow.Page.GetByRole(AriaRole.Button, new() { Name = "Put it in line" });
        await Expect(act).ToBeDisabledAsync();
        await flow.Page.GetByLabel("Why").FillAsync("decoder mended");
        await flow.Screenshot(Picture("stuck-replay"));
        var request = await flow.Page.RunAndWaitForRequestAsync(() => act.ClickAsync(), sent => sent.Url.EndsWith("/replay", StringComparison.Ordinal));
        Assert.That(request.PostData, Is.EqualTo("""{"reason":"decoder mended"}"""));
        await Expect(flow.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("is in line again");
        Assert.That(flow.Complaints, Is.Empty);
    }

    [Test]
    public async Task Sections_ByKeyboardAlone_AreReachedAndOpened()
    {
        await using var flow = await OpenAsync("stuck");
        await Expect(flow.Page.Locator("table.stuck tbody tr").First).ToBeVisibleAsync();
        await flow.Page.GetByRole(AriaRole.Link, new() { Name = "Operations" }).FocusAsync();
        for (var presses = 0; presses < 12 && await flow.Page.Locator(".sections a:focus", new() { HasText = "Funnel" }).CountAsync() == 0; presses++)
            await flow.Page.Keyboard.PressAsync("Tab");
        await flow.Page.Keyboard.PressAsync("Enter");
        await Expect(flow.Page.GetByRole(AriaRole.Heading, new() { Name = "Funnel", Exact = true })).ToBeVisibleAsync();
    }

    [TestCase("funnel", "Half within")]
    [TestCase("queue", "no task is launched")]
    [TestCase("uploads", "not-dicom")]
    [TestCase("failures", "RetriesExhausted")]
    [TestCase("phones", "confirmed")]
    [TestCase("test-study", "calls the test phones and nobody else")]
    [TestCase("clinics", "After the own read is saved")]
    [TestCase("users", "machine: clinic")]
    [TestCase("reads", "This is no sensitivity")]
    [TestCase("cost", "An estimate, not a bill")]
    [TestCase("policy", "The standard rules hold")]
    [TestCase("rota", "Next seven days")]
    [TestCase("communications", "Critical findings")]
    public async Task Section_Opened_ShowsItsRowsToEverybody(string section, string words)
    {
        await using var flow = await OpenAsync(section);
        await Expect(flow.Page.Locator("main.section")).ToContainTextAsync(words);
        await Expect(flow.Page.Locator("main.section .loading")).ToHaveCountAsync(0);
        await JudgeAsync(flow, section);
    }

    [Test]
    public async Task Rota_Changed_ShowsWhatItMeansAndIsSavedWithWhatWasSeen()
    {
        await using var flow = await OpenAsync("rota");
        var persons = flow.Page.GetByRole(AriaRole.Region, new() { Name = "Persons" });
        await Expect(persons.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(2);
        await persons.GetByRole(AriaRole.Button, new() { Name = "Add a person" }).ClickAsync();
        await persons.GetByLabel("Name").Last.FillAsync("Dr. Cyd Example");
        await Expect(flow.Page.GetByText("Next seven days, if saved")).ToBeVisibleAsync();
        await flow.Screenshot(Picture("rota-changed"));

        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Save the rota" }).ClickAsync();
        await flow.Page.GetByLabel("Why").FillAsync("Dr. Cyd begins");
        var request = await flow.Page.RunAndWaitForRequestAsync(
            () => flow.Page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync(), sent => sent.Method == "PUT");
        Assert.That(request.Headers["if-match"], Is.EqualTo("\"rota-1\""));
        Assert.That(request.PostData, Does.Contain("Dr. Cyd Example"));
        Assert.That(flow.Complaints, Is.Empty);
    }

    [Test]
    public async Task Policy_Changed_IsTriedBeforeItIsSaved()
    {
        await using var flow = await OpenAsync("policy");
        var save = flow.Page.GetByRole(AriaRole.Button, new() { Name = "Save the policy" });
        await Expect(save).ToBeDisabledAsync();
        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Try on the open studies" }).ClickAsync();
        await Expect(flow.Page.GetByText("1 more would call somebody")).ToBeVisibleAsync();
        await Expect(save).ToBeEnabledAsync();
        await flow.Screenshot(Picture("policy-tried"));
        Assert.That(flow.Complaints, Is.Empty);
    }

    [Test]
    public async Task Phone_Tested_AsksForTheCodeThatThePersonTells()
    {
        await using var flow = await OpenAsync("phones");
        var card = flow.Page.GetByRole(AriaRole.Listitem, new() { Name = "Dr. Ben Example" });
        await Expect(card).ToContainTextAsync("Never tested.");
        await card.GetByRole(AriaRole.Button, new() { Name = "Test by sms" }).ClickAsync();
        await Expect(card).ToContainTextAsync("not confirmed yet");
        await card.GetByLabel("Code that the person tells you").FillAsync("123456");
        var request = await flow.Page.RunAndWaitForRequestAsync(
            () => card.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync(), sent => sent.Url.EndsWith("/confirm", StringComparison.Ordinal));
        Assert.That(request.PostData, Is.EqualTo("""{"code":"123456"}"""));
        Assert.That(flow.Complaints, Is.Empty);
    }

    [Test]
    public async Task Operations_ForARadiologist_AreNotThere()
    {
        await using var flow = await Browser.OpenAsync(Mock.Portal, 1600, 900);
        await flow.LogIn("radiologist", PortalMock.Password, "/#/operations/stuck");
        await Expect(flow.Page.GetByText("Not for your role")).ToBeVisibleAsync();
        await Expect(flow.Page.GetByRole(AriaRole.Link, new() { Name = "Operations" })).ToHaveCountAsync(0);
    }

    private static async Task JudgeAsync(PortalFlow flow, string name)
    {
        await AxeCheck.AssertAccessibleAsync(flow.Page);
        await flow.Screenshot(Picture($"operations-{name}"));
        Assert.That(flow.Complaints, Is.Empty);
    }

    private Task<PortalFlow> OpenAsync(string section) => EnterAsync("operator", $"/#/operations/{section}");
}

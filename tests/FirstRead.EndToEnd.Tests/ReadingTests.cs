using System.Collections.Concurrent;
using FirstRead.Cli.Demo.Portal;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FirstRead.EndToEnd.Tests;

/// <summary>The radiologist's part in a real browser, against the portal's mock server.</summary>
[TestFixture]
public sealed class ReadingTests : MockedPortal
{
    [Test]
    public async Task Signing_AfterAnOldLogin_TakesThePasswordOfThisPersonAloneAndLosesNoText()
    {
        await using var flow = await EnterAsync("radiologist", $"/#/s/{PortalMock.Study(6)}");
        await flow.WaitForImage();
        await flow.Page.GetByLabel("Impression").FillAsync("No finding. Seen with care.");
        await Mock.Interfere("age-logins");
        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Sign…" }).ClickAsync();
        await flow.Page.Locator("button.sign-confirm").ClickAsync();
        var step = flow.Page.Locator(".password-step");
        await Expect(step).ToContainTextAsync("Who signs shows once more who they are");
        await flow.Screenshot(Picture("sign-password"));

        var window = await flow.Page.Context.RunAndWaitForPageAsync(() => step.Locator("button.primary").ClickAsync());
        await PortalFlow.EnterAsync(window, "operator", PortalMock.Password);
        await Expect(step.GetByRole(AriaRole.Alert)).ToContainTextAsync("That was the login of Kim Ito");
        await Expect(flow.Page.Locator(".signed")).ToHaveCountAsync(0);

        await flow.ShowPassword("radiologist", PortalMock.Password);
        await Expect(flow.Page.Locator(".signed")).ToContainTextAsync("No finding. Seen with care.");
        var kept = await flow.Page.EvaluateAsync<string[]>("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]");
        Assert.That(kept, Is.SubsetOf(new[] { "cornerstone3D.renderingCapabilities", "loglevel" }));
        Assert.That(flow.Complaints, Is.Empty);
    }

    [Test]
    public async Task CriticalFinding_OfWhichNobodyWasTold_StandsOnTheWorklistUntilItIsNoted()
    {
        await using var flow = await EnterAsync("radiologist");
        await flow.OpenStudy(PortalMock.Study(1));
        await flow.AcceptAll();
        await flow.Page.GetByLabel("Impression").FillAsync("Ring-enhancing mass.");
        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Sign…" }).ClickAsync();
        var confirm = flow.Page.Locator("button.sign-confirm");
        await Expect(confirm).ToBeDisabledAsync();
        await flow.Page.GetByLabel("Not yet").CheckAsync();
        await flow.Screenshot(Picture("sign-critical"));
        await AxeCheck.AssertAccessibleAsync(flow.Page);
        await confirm.ClickAsync();
        await Expect(flow.Page.Locator(".not-told")).ToContainTextAsync("Suspected tumour margin");
        await flow.Screenshot(Picture("signed-untold"));

        await flow.ShowWorklist();
        await Expect(flow.Page.Locator(".untold")).ToContainTextAsync("K7Q2MD");
        await flow.Page.Locator(".untold a").ClickAsync();
        await flow.Page.GetByLabel("Who was told").FillAsync("Dr Meier, ward 3");
        await flow.Page.GetByLabel("Yes", new() { Exact = true }).CheckAsync();
        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Note who was told" }).ClickAsync();
        await Expect(flow.Page.Locator(".told")).ToContainTextAsync("Dr Meier, ward 3 was told by telephone");
        await flow.ShowWorklist();
        await flow.WorklistRows.First.WaitForAsync();
        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Done today" }).ClickAsync();
        await Expect(flow.WorklistRows).ToContainTextAsync(["K7Q2MD"]);
        Assert.That(flow.Complaints, Is.Empty);
    }

    [Test]
    public async Task AfterOwnRead_NothingOfTheAiReachesTheBrowserBeforeItIsSaved()
    {
        await Mock.Interfere("after-own-read", 1);
        await using var flow = await Browser.OpenAsync(Mock.Portal);
        var answers = new ConcurrentQueue<IResponse>();
        flow.Page.Response += (_, response) => answers.Enqueue(response);
        await flow.LogIn("radiologist", PortalMock.Password, "/#/worklist?urgency=3");
        var row = flow.WorklistRows.Filter(new() { HasText = "K7Q2MD" });
        await Expect(row).ToContainTextAsync("In its place");
        await Expect(row).ToContainTextAsync("asked: urgent");
        await Expect(flow.WorklistRows).ToContainTextAsync(["B4XW9P", "K7Q2MD"]);
        await flow.Screenshot(Picture("own-read-worklist"));
        await AxeCheck.AssertAccessibleAsync(flow.Page);
        await row.Locator("a.row-link").ClickAsync();
        await flow.WaitForImage();
        await Expect(flow.Page.Locator(".withheld")).ToContainTextAsync("a read of your own first");
        await Expect(flow.Page.GetByRole(AriaRole.Button, new() { Name = "Sign…" })).ToHaveCountAsync(0);
        await flow.Screenshot(Picture("own-read"));
        await flow.Page.GetByLabel("Your own read, before the AI").FillAsync("A mass, I think.");
        Assert.That(await TellingAsync(answers), Is.Empty);
        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Save my read and show the AI" }).ClickAsync();
        await flow.Outlines.First.WaitForAsync();
        await Expect(flow.Page.GetByLabel("Impression")).ToHaveValueAsync("A mass, I think.");
        await Expect(flow.Findings).ToHaveCountAsync(2);
        Assert.That(await TellingAsync(answers), Is.Not.Empty, "the watch sees what it is to see");
    }

    /// <summary>Addresses whose answers tell of what the model found.</summary>
    private static async Task<IReadOnlyList<string>> TellingAsync(IEnumerable<IResponse> answers)
    {
        var telling = new List<string>();
        foreach (var answer in answers)
            if (answer.Url.Contains("/results/", StringComparison.Ordinal) || ((answer.Url.Contains("/api/studies/", StringComparison.Ordinal) || answer.Url.Contains("/api/worklist", StringComparison.Ordinal)) && answer.Status == 200 && (await answer.TextAsync()).Contains("Suspected tumour", StringComparison.Ordinal)))
                telling.Add(answer.Url);
        return telling;
    }

    [Test]
    public async Task Identity_AskedForWithAReason_IsGoneFromThePageAfterAMinute()
    {
        await using var flow = await Browser.OpenAsync(Mock.Portal);
        await flow.Page.Clock.InstallAsync();
        await flow.LogIn("radiologist", PortalMock.Password, $"/#/s/{PortalMock.Study(6)}");
        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Whose study is this?" }).ClickAsync();
        var show = flow.Page.GetByRole(AriaRole.Button, new() { Name = "Show for a minute" });
        await Expect(show).ToBeDisabledAsync();
        await flow.Page.GetByLabel("Why do you need it?").FillAsync("to call the ward");
        await show.ClickAsync();
        await Expect(flow.Page.Locator(".identity")).ToContainTextAsync("EXAMPLE, ERIKA");
        await flow.Screenshot(Picture("identity"));
        await flow.Page.Clock.FastForwardAsync("01:01");
        await Expect(flow.Page.GetByText("Hidden again.")).ToBeVisibleAsync();
        Assert.That(await flow.Page.ContentAsync(), Does.Not.Contain("ERIKA"));
        var kept = await flow.Page.EvaluateAsync<string>("JSON.stringify([{...localStorage}, {...sessionStorage}])");
        Assert.That(kept, Does.Not.Contain("ERIKA"));
    }

    [Test]
    public async Task Phone_BehindATextMessagesLink_AcknowledgesInTwoTaps()
    {
        await using var flow = await EnterAsync("radiologist", "/#/s/K7Q2MD", 390, 844);
        var call = flow.Page.Locator("main.call");
        await Expect(call).ToContainTextAsync("Suspected tumour margin");
        await Expect(call).ToContainTextAsync("headache, left-sided weakness");
        var acknowledge = flow.Page.Locator("button.acknowledge");
        await Expect(acknowledge).ToBeInViewportAsync();
        await flow.Screenshot(Picture("phone-call"));
        await AxeCheck.AssertAccessibleAsync(flow.Page);
        await acknowledge.ClickAsync();
        await flow.Screenshot(Picture("phone-sure"));
        await acknowledge.ClickAsync();
        await Expect(call).ToContainTextAsync("Nobody else is called");
        await flow.Screenshot(Picture("phone-done"));
        await flow.Page.GetByRole(AriaRole.Link, new() { Name = "Open the images" }).ClickAsync();
        await flow.WaitForImage();
        Assert.That(flow.Complaints, Is.Empty);
    }

    [Test]
    public async Task Worklist_FilteredByKeyboard_KeepsTheFilterInTheAddressAndTheTextOutOfIt()
    {
        await using var flow = await EnterAsync("radiologist");
        await flow.WorklistRows.First.WaitForAsync();
        await flow.Page.GetByLabel("State").SelectOptionAsync("no-ai");
        await Expect(flow.WorklistRows).ToHaveCountAsync(2);
        await flow.Page.Keyboard.PressAsync("/");
        await flow.Page.Keyboard.TypeAsync("t9d");
        await Expect(flow.WorklistRows).ToHaveCountAsync(1);
        Assert.That(new Uri(flow.Page.Url).Fragment, Is.EqualTo("#/worklist?state=no-ai"));
        await flow.Page.Keyboard.PressAsync("Enter");
        await flow.Page.Keyboard.PressAsync("j");
        await flow.Page.Keyboard.PressAsync("Enter");
        await Expect(flow.Page.Locator(".study-head .code")).ToHaveTextAsync("T9DF4S");
        Assert.That(flow.Complaints, Is.Empty);
    }

    [Test]
    public async Task Study_ThatAnotherHasOpen_SaysWho()
    {
        await Mock.Interfere("other-opens", 6);
        await using var flow = await EnterAsync("radiologist", $"/#/s/{PortalMock.Study(6)}");
        await Expect(flow.Page.Locator(".study-head")).ToContainTextAsync("Dr Other Reader has this study open too.");
        await Expect(flow.Page.Locator(".findings")).ToContainTextAsync("No finding by brain-tumor-mri 1.0.0");
        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Its limits" }).ClickAsync();
        await Expect(flow.Page.Locator(".limits li").First).ToBeVisibleAsync();
        await flow.Screenshot(Picture("limits"));
        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Close" }).ClickAsync();
        var download = await flow.Page.RunAndWaitForDownloadAsync(() => flow.Page.GetByRole(AriaRole.Button, new() { Name = "PDF" }).ClickAsync());
        Assert.That(download.SuggestedFilename, Is.EqualTo("M3GP8Z-report.pdf"));
        await flow.ShowWorklist();
        await Expect(flow.WorklistRows.Filter(new() { HasText = "M3GP8Z" })).ToContainTextAsync("Dr Other Reader");
    }

    [Test]
    public async Task Operator_SeesWhoDidWhat_AndThatAChainIsBroken()
    {
        await Mock.Interfere("tamper");
        await using var flow = await Browser.OpenAsync(Mock.Portal);
        await flow.LogIn("operator", PortalMock.Password, $"/#/s/{PortalMock.Study(1)}");
        await Expect(flow.Page.Locator(".trail")).ToContainTextAsync("The chain is broken at entry 2");
        await Expect(flow.Page.Locator(".trail li")).ToHaveCountAsync(3);
        await flow.Screenshot(Picture("operator-trail"));
    }
}

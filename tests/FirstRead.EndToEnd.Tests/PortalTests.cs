using System.Text.Json;
using FirstRead.Cli.Demo.Portal;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FirstRead.EndToEnd.Tests;

/// <summary>The portal in a real browser, against its mock server.</summary>
[TestFixture]
public sealed class PortalTests : MockedPortal
{
    [Test]
    public async Task Radiologist_ReadsStudy_FromLoginToSignature()
    {
        await using var flow = await EnterAsync("radiologist");
        await Expect(flow.WorklistRows).ToHaveCountAsync(8);
        await Expect(flow.WorklistRows.First).ToContainTextAsync("Held for a person");
        await flow.Screenshot(Picture("worklist"));

        await flow.OpenStudy(PortalMock.Study(1));
        await Expect(flow.Outlines).ToHaveCountAsync(1);
        await Expect(flow.Page.Locator(".notice")).ToContainTextAsync("SIMULATED");
        await Expect(flow.Page.Locator(".canvas-host")).ToHaveAttributeAsync("data-slice", "11");
        await Expect(flow.Page.Locator(".canvas-host")).ToHaveAttributeAsync("data-loaded", "20");
        await flow.Screenshot(Picture("study"));
        await flow.ToggleContour();
        await Expect(flow.Outlines).ToHaveCountAsync(0);
        await flow.ToggleContour();
        await Expect(flow.Outlines).ToHaveCountAsync(1);

        await flow.Acknowledge();
        await flow.AcceptAll();
        await flow.Screenshot(Picture("study-decided"));
        var signature = await flow.Sign("Ring-enhancing lesion, right parietal.");
        Assert.That(signature, Does.Contain("Signed").And.Contain("Dr Ada Lindqvist"));
        await Expect(flow.Page.Locator(".notice")).Not.ToContainTextAsync("unverified");
        await flow.Screenshot(Picture("study-signed"));

        await flow.ShowWorklist();
        await Expect(flow.WorklistRows).ToHaveCountAsync(7);
        Assert.That(flow.Complaints, Is.Empty);
    }

    [Test]
    public async Task Operator_HeldPicture_IsMarkedAndReleased()
    {
        await using var flow = await EnterAsync("operator");
        await flow.Page.GetByRole(AriaRole.Link, new() { Name = "Held files" }).ClickAsync();
        var rows = flow.Page.Locator(".hold-row");
        await Expect(rows).ToHaveCountAsync(3);
        await rows.First.ClickAsync();
        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Show the picture" }).ClickAsync();
        var picture = flow.Page.Locator(".held-picture");
        await Expect(picture.Locator("rect")).ToHaveCountAsync(1);

        // A drag over the lower right corner adds an area.
        var box = (await picture.BoundingBoxAsync())!;
        await flow.Page.Mouse.MoveAsync(box.X + box.Width * 0.7f, box.Y + box.Height * 0.8f);
        await flow.Page.Mouse.DownAsync();
        await flow.Page.Mouse.MoveAsync(box.X + box.Width * 0.9f, box.Y + box.Height * 0.9f);
        await flow.Page.Mouse.UpAsync();
        await Expect(picture.Locator("rect")).ToHaveCountAsync(2);
        var release = flow.Page.GetByRole(AriaRole.Button, new() { Name = "Blank and release" });
        await Expect(release).ToBeDisabledAsync();
        await flow.Page.GetByLabel("Reason, without naming a patient").FillAsync("name in the upper left corner");
        await flow.Screenshot(Picture("held-file"));

        var request = await flow.Page.RunAndWaitForRequestAsync(() => release.ClickAsync(), sent => sent.Url.EndsWith("/decision", StringComparison.Ordinal));
        using var decision = JsonDocument.Parse(request.PostData!);
        Assert.That(decision.RootElement.GetProperty("verdict").GetString(), Is.EqualTo("release"));
        var areas = decision.RootElement.GetProperty("blank").EnumerateArray().ToArray();
        Assert.That(areas, Has.Length.EqualTo(2));
        Assert.That(areas[1].GetProperty("x").GetInt32(), Is.InRange(180, 260), "of 320 columns");
        await Expect(rows).ToHaveCountAsync(2);
        Assert.That(flow.Complaints, Is.Empty);
    }

    [Test]
    public async Task Operator_FileThatCanOnlyBeRefused_SaysWhyAndWhatToDo()
    {
        await using var flow = await EnterAsync("operator", "/#/holds");
        var row = flow.Page.Locator(".hold-row", new() { HasText = "Other bytes under a known image" });
        await row.ClickAsync();
        await Expect(flow.Page.Locator(".advice")).ToContainTextAsync("can only be refused");
        await Expect(flow.Page.Locator(".hold-acts button")).ToHaveCountAsync(1);
        await flow.Screenshot(Picture("held-conflict"));
        Assert.That(flow.Complaints, Is.Empty);
    }

    [TestCase("operator")]
    [TestCase("radiologist")]
    public async Task WhatWasTakenOut_IsShownFilteredAndDownloaded(string role)
    {
        await using var flow = await EnterAsync(role, $"/#/s/{PortalMock.Study(1)}");
        await flow.Page.GetByRole(AriaRole.Link, new() { Name = "What was taken out" }).ClickAsync();
        var rows = flow.Page.Locator(".attributes tbody tr");
        await Expect(rows).ToHaveCountAsync(31);
        await flow.Screenshot(Picture($"deidentification-{role}"));

        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Kept" }).ClickAsync();
        await flow.Page.GetByLabel("Attribute").FillAsync("pixel");
        await Expect(rows).ToHaveCountAsync(2);
        await Expect(rows.First).ToContainTextAsync("Can hold no text or date");

        var download = await flow.Page.RunAndWaitForDownloadAsync(() => flow.Page.GetByRole(AriaRole.Button, new() { Name = "Download as JSON" }).ClickAsync());
        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(await download.PathAsync()));
        Assert.That(download.SuggestedFilename, Does.StartWith("deidentification-2.25.").And.EndWith(".json"));
        Assert.That(report.RootElement.GetProperty("instances").GetInt32(), Is.EqualTo(20));
        Assert.That(flow.Complaints, Is.Empty);
    }

    [Test]
    public async Task Radiologist_ReadsStudy_ByKeyboardAlone()
    {
        await using var flow = await EnterAsync("radiologist");
        await flow.WorklistRows.First.WaitForAsync();
        await PressAsync(flow, "j", "k", "j", "Enter");
        await flow.WaitForImage();
        await Expect(flow.Page.Locator(".canvas-host")).ToHaveAttributeAsync("data-slice", "11");
        await PressAsync(flow, "ArrowDown", "PageUp");
        await Expect(flow.Page.Locator(".canvas-host")).ToHaveAttributeAsync("data-slice", "7");
        await PressAsync(flow, "c");
        await Expect(flow.Page.Locator("button.acknowledge")).ToHaveCountAsync(0);
        await PressAsync(flow, "a");
        await Expect(flow.Findings.First.Locator(".verdict-accept")).ToBeVisibleAsync();
        await PressAsync(flow, "n");
        await Expect(flow.Page.Locator(".canvas-host")).ToHaveAttributeAsync("data-slice", "15");
        await PressAsync(flow, "x");
        await Expect(flow.Findings.Nth(1).GetByLabel("Reason for rejecting")).ToBeFocusedAsync();
        await flow.Page.Keyboard.TypeAsync("Vessel, not a lesion (o a x)");
        await PressAsync(flow, "Enter");
        await Expect(flow.Findings.Nth(1).Locator(".verdict-reject")).ToContainTextAsync("Vessel, not a lesion (o a x)");
        await PressAsync(flow, "w");
        await flow.Page.Keyboard.TypeAsync("Mass, left temporal.");
        await PressAsync(flow, "Control+Enter");
        await flow.Page.Locator("dialog[open]").WaitForAsync();
        // The accepted finding is of high risk: somebody was told, by telephone, and read it back.
        await flow.Page.GetByLabel("Yes", new() { Exact = true }).First.FocusAsync();
        await PressAsync(flow, "Space", "Tab");
        await flow.Page.Keyboard.TypeAsync("Dr Meier, ward 3");
        await PressAsync(flow, "Tab", "Tab", "Tab", "Space");
        await flow.Screenshot(Picture("study-confirm"));
        await PressAsync(flow, "Tab", "Tab", "Enter");
        await Expect(flow.Page.Locator(".signed .verdict")).ToContainTextAsync("Dr Ada Lindqvist");
        await PressAsync(flow, "Escape");
        await Expect(flow.WorklistRows).ToHaveCountAsync(7);
        Assert.That(flow.Complaints, Is.Empty);
    }

    /// <summary>
    /// The calibration study shows a white rectangle, and an outline along its border: (-0.5, -0.5) is the corner of the first
    /// pixel. Screen pixels just inside the outline must be white and just outside black, at any zoom, pan and aspect of pixels.
    /// </summary>
    [TestCase("")]
    [TestCase("+ + + Shift+ArrowLeft Shift+ArrowDown")]
    [TestCase("q + Shift+ArrowLeft h Shift+ArrowDown")]
    public async Task Outline_AtAnyZoom_LiesOnItsPixels(string keys)
    {
        await using var flow = await EnterAsync("radiologist", $"/#/s/{PortalMock.Study(9)}");
        await flow.WaitForImage();
        await PressAsync(flow, keys.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var outline = flow.Page.Locator("path.outline-line");
        await StandsStillAsync(outline);
        var box = await outline.BoundingBoxAsync() ?? throw new InvalidOperationException("The outline is not drawn.");
        await PressAsync(flow, "o");
        await Expect(outline).ToHaveCountAsync(0);
        var picture = await ScreenPicture.TakeAsync(flow.Page);
        await flow.Screenshot(Picture($"calibration-{keys.Length}"));

        // The picture is interpolated: one of its pixels (here more than 10 on the screen) fades into the next. Its middle is the border.
        var (middleX, middleY) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        Assert.Multiple(() =>
        {
            Assert.That(picture.CrossingInRow(middleY, box.X), Is.EqualTo(box.X).Within(1.5), "left");
            Assert.That(picture.CrossingInRow(middleY, box.X + box.Width), Is.EqualTo(box.X + box.Width).Within(1.5), "right");
            Assert.That(picture.CrossingInColumn(middleX, box.Y), Is.EqualTo(box.Y).Within(1.5), "top");
            Assert.That(picture.CrossingInColumn(middleX, box.Y + box.Height), Is.EqualTo(box.Y + box.Height).Within(1.5), "bottom");
        });
    }

    [Test]
    public async Task Picture_WhoseHeaderNamesAWindowOfZero_IsNotInverted()
    {
        await using var flow = await EnterAsync("radiologist", $"/#/s/{PortalMock.Study(5)}");
        await flow.WaitForImage();
        var stage = await flow.Page.Locator(".stage").BoundingBoxAsync() ?? throw new InvalidOperationException("No stage.");
        var picture = await ScreenPicture.TakeAsync(flow.Page);
        // Air beside the head is black, brain is not.
        Assert.That(picture.At(stage.X + (stage.Width / 2) - (stage.Height * 0.45), stage.Y + (stage.Height * 0.3)), Is.LessThan(30));
        Assert.That(picture.At(stage.X + (stage.Width / 2), stage.Y + (stage.Height * 0.4)), Is.GreaterThan(60));
    }

    [Test]
    public async Task Decision_AfterAnotherReaders_IsNotSentUnseen()
    {
        await using var flow = await EnterAsync("radiologist");
        await flow.OpenStudy(PortalMock.Study(1));
        await flow.Page.GetByLabel("Impression").FillAsync("My text stays.");
        await Mock.Interfere("other-reader", 1);
        await flow.Findings.First.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Expect(flow.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Someone else changed this study");
        await flow.Screenshot(Picture("study-overrun"));
        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Reload" }).ClickAsync();
        await Expect(flow.Findings.First.Locator(".verdict")).ToContainTextAsync("Dr Other Reader");
        await Expect(flow.Page.GetByLabel("Impression")).ToHaveValueAsync("My text stays.");
    }

    [Test]
    public async Task Slice_ThatCannotBeLoaded_IsCoveredByItsError()
    {
        await Mock.Interfere("lose-slice", 1);
        await using var flow = await EnterAsync("radiologist");
        await flow.OpenStudy(PortalMock.Study(1));
        await Expect(flow.Page.Locator(".canvas-host")).ToHaveAttributeAsync("data-loaded", "19");
        await PressAsync(flow, "ArrowDown", "ArrowDown", "ArrowDown");
        await Expect(flow.Page.Locator(".stage-error")).ToContainTextAsync("Slice 15 cannot be shown: the server answered 404");
        await Expect(flow.Outlines).ToHaveCountAsync(0);
        await flow.Screenshot(Picture("study-lost-slice"));
        await PressAsync(flow, "ArrowDown");
        await Expect(flow.Page.Locator(".stage-error")).ToHaveCountAsync(0);
        await Expect(flow.Page.Locator(".canvas-host")).ToHaveAttributeAsync("data-slice", "15");
    }

    [Test]
    public async Task HostileStrings_InEveryText_RunNothing()
    {
        await using var flow = await EnterAsync("radiologist", "/#/s/" + PortalMock.Study(10));
        await flow.WaitForImage();
        await Expect(flow.Page.Locator(".finding-title")).ToContainTextAsync("<script>");
        await flow.Screenshot(Picture("hostile"));
        Assert.That(await flow.Page.TitleAsync(), Is.EqualTo("Study – FirstRead"));
        Assert.That(flow.Complaints, Is.Empty);
    }

    [Test]
    public async Task TextMessageLink_AfterLogin_LeadsToTheStudy()
    {
        await using var flow = await EnterAsync("radiologist", "/#/s/K7Q2MD");
        await flow.WaitForImage();
        await Expect(flow.Page.Locator(".study-head .code")).ToHaveTextAsync("K7Q2MD");
        await flow.Acknowledge();
    }

    [TestCase("clinic", "/#/uploads/u00000000000000000000000000000001", "Refused")]
    [TestCase("clinic", "/", "Uploads")]
    [TestCase("clinic", "/#/worklist", "Not for your role")]
    [TestCase("resident", "/", "Teaching cases")]
    [TestCase("operator", "/", "Worklist")]
    [TestCase("operator", "/#/s/K7Q2MD", "Images are shown to radiologists only")]
    public async Task Page_OfEachRole_ShowsWhatTheRoleMaySee(string role, string address, string words)
    {
        await using var flow = await EnterAsync(role, address);
        await Expect(flow.Page.Locator("main")).ToContainTextAsync(words);
        await flow.Screenshot(Picture($"{role}-{address.Count(letter => letter == '/')}-{words.Split(' ')[0]}"));
        await Expect(flow.Page.GetByRole(AriaRole.Button, new() { Name = "Sign…" })).ToHaveCountAsync(0);
        Assert.That(flow.Complaints, Is.Empty);
    }

    [Test]
    public async Task Tokens_WhileLoggedIn_AreInNoStorage()
    {
        await using var flow = await EnterAsync("radiologist");
        await flow.OpenStudy(PortalMock.Study(1));
        // What the viewer's libraries found out about the graphics card, and how loud they log: nothing of a person or a session.
        var kept = await flow.Page.EvaluateAsync<string[]>("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]");
        Assert.That(kept, Is.SubsetOf(new[] { "cornerstone3D.renderingCapabilities", "loglevel" }));
        await flow.Page.ReloadAsync();
        await Expect(flow.Page.GetByRole(AriaRole.Button, new() { Name = "Log in" })).ToBeVisibleAsync();
        await flow.Screenshot(Picture("entrance"));
    }

    [Test]
    public async Task LogOut_EndsTheProvidersSessionToo()
    {
        await using var flow = await EnterAsync("radiologist");
        var ended = flow.Page.WaitForRequestAsync(request => new Uri(request.Url).AbsolutePath == "/end");
        await flow.LogOut();
        Assert.That((await ended).Url, Does.Not.Contain("token"));
        await flow.LogIn("operator", PortalMock.Password);
        await Expect(flow.Page.Locator(".who")).ToContainTextAsync("Kim Ito");
    }

    [Test]
    public async Task AbandonedDesk_AfterTheIdleLimit_IsLoggedOff()
    {
        await using var limited = await PortalMock.StartAsync("--idle-minutes", "15");
        await using var flow = await Browser.OpenAsync(limited.Portal);
        await flow.Page.Clock.InstallAsync();
        await flow.LogIn("radiologist", PortalMock.Password);
        // From here on the page's clock moves when told to: the last touch, the warning, the end.
        var now = await flow.Page.EvaluateAsync<double>("Date.now()");
        await flow.Page.Clock.PauseAtAsync(DateTimeOffset.FromUnixTimeMilliseconds((long)now).AddMinutes(1).UtcDateTime);
        await PressAsync(flow, "Shift");
        await flow.Page.Clock.FastForwardAsync("14:30");
        await Expect(flow.Page.Locator(".session-watch")).ToContainTextAsync("logging out in 30 s");
        await flow.Page.Clock.FastForwardAsync("00:31");
        await Expect(flow.Page.Locator("main.entrance")).ToBeVisibleAsync();
        await Expect(flow.Page.Locator("header.bar")).ToHaveCountAsync(0);
    }

    /// <summary>Until two frames in a row were drawn with it at the same place.</summary>
    private static async Task StandsStillAsync(ILocator element) =>
        await (await element.ElementHandleAsync()).WaitForElementStateAsync(ElementState.Stable);

    private static async Task PressAsync(PortalFlow flow, params string[] keys)
    {
        foreach (var key in keys)
            await flow.Page.Keyboard.PressAsync(key);
    }
}

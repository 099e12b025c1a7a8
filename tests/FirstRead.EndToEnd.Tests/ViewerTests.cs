using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using FirstRead.Cli.Demo.Portal;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FirstRead.EndToEnd.Tests;

/// <summary>The picture side of the radiologist's page in a real browser, against the portal's mock server.</summary>
[TestFixture]
public sealed partial class ViewerTests : MockedPortal
{
    private const int Brain = 1;
    private const int Chest = 11;

    /// <summary>The model runs in the browser, under the policy that forbids eval, from files of our own origin.</summary>
    [Test]
    public async Task Nodule_AtAClick_IsOutlinedMeasuredAndBecomesAnOwnFinding()
    {
        await using var flow = await OpenAsync(Chest);
        await flow.Page.Keyboard.PressAsync("u");
        await Expect(flow.Page.Locator(".nodule-bar")).ToContainTextAsync("lung-nodule-ct");
        await ClickAsync(flow, 150, 220, 512);
        var proposal = flow.Page.Locator(".nodule-bar strong");
        await Expect(proposal).ToContainTextAsync("confidence");
        await flow.Screenshot(Picture("nodule-proposal"));
        Assert.That(double.Parse(Number().Match(await proposal.InnerTextAsync()).Value, CultureInfo.InvariantCulture), Is.EqualTo(2 * 8.6 * 0.7).Within(25).Percent, "mm");
        await AxeCheck.AssertAccessibleAsync(flow.Page);

        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Accept as own finding" }).ClickAsync();
        var request = await flow.Page.RunAndWaitForRequestAsync(
            () => flow.Page.GetByRole(AriaRole.Button, new() { Name = "Save finding" }).ClickAsync(), sent => sent.Method == "POST" && sent.Url.EndsWith("/findings", StringComparison.Ordinal));
        using var sent = JsonDocument.Parse(request.PostData!);
        Assert.That(sent.RootElement.GetProperty("code").GetProperty("value").GetString(), Is.EqualTo("427359005"));
        Assert.That(sent.RootElement.GetProperty("label").GetString(), Does.StartWith("Lung nodule (outline: lung-nodule-ct"));
        var polygon = sent.RootElement.GetProperty("contours")[0].GetProperty("polygon").EnumerateArray().ToArray();
        Assert.That((polygon.Average(point => point[0].GetDouble()), polygon.Average(point => point[1].GetDouble())), Is.EqualTo((150.0, 220.0)).Within(1.5));
        await Expect(flow.Page.Locator(".own-finding")).ToContainTextAsync("Lung nodule");
        Assert.That(flow.Complaints, Is.Empty);
    }

    /// <summary>The first click must not wait for 14 MB: they come while the reader looks at the first picture.</summary>
    [Test]
    public async Task NoduleModel_OfAStudyThatItFits_IsReadyBeforeAnybodyAsks()
    {
        await using var flow = await Browser.OpenAsync(Mock.Portal);
        var fetched = new ConcurrentQueue<string>();
        flow.Page.Request += (_, request) => fetched.Enqueue(request.Url);
        await flow.LogIn("radiologist", PortalMock.Password, $"/#/s/{PortalMock.Study(Chest)}");
        await flow.WaitForImage();
        await Expect(flow.Page.GetByRole(AriaRole.Button, new() { Name = "Nodule" })).ToHaveAttributeAsync("data-ready", "true", new() { Timeout = 120_000 });
        var urls = fetched.ToList();
        var (picture, model) = (urls.FindIndex(url => url.Contains("/pixels/", StringComparison.Ordinal)), urls.FindIndex(IsOfTheModel));
        Assert.That(picture, Is.Not.Negative);
        Assert.That(model, Is.GreaterThan(picture), "not before the picture");
        Assert.That(flow.Complaints, Is.Empty);
    }

    [Test]
    public async Task NoduleModel_OfAnotherKindOfStudy_IsNotFetched()
    {
        await using var flow = await Browser.OpenAsync(Mock.Portal);
        var fetched = new ConcurrentQueue<string>();
        flow.Page.Request += (_, request) => fetched.Enqueue(request.Url);
        await flow.LogIn("radiologist", PortalMock.Password, $"/#/s/{PortalMock.Study(Brain)}");
        await Expect(flow.Page.Locator(".canvas-host")).ToHaveAttributeAsync("data-loaded", "20");
        Assert.That(fetched, Has.None.Matches<string>(IsOfTheModel));
        Assert.That(flow.Complaints, Is.Empty);
    }

    /// <summary>The figures of docs/performance.md: no machine is held to them here, for others run beside this test.</summary>
    [Test]
    public async Task FirstImage_AndNodule_SayHowLongTheyTook()
    {
        await using var flow = await OpenAsync(Chest);
        // As a reader comes to it, who has looked at the pictures before.
        await Expect(flow.Page.GetByRole(AriaRole.Button, new() { Name = "Nodule" })).ToHaveAttributeAsync("data-ready", "true", new() { Timeout = 120_000 });
        var ready = await flow.Page.EvaluateAsync<double>("performance.now()");
        await flow.Page.Keyboard.PressAsync("u");
        await ClickAsync(flow, 150, 220, 512);
        await Expect(flow.Page.Locator(".nodule-bar strong")).ToBeVisibleAsync();
        var first = await flow.Page.Locator(".nodule-bar .model").GetAttributeAsync("data-milliseconds");
        await ClickAsync(flow, 151, 221, 512);
        await Expect(flow.Page.Locator(".nodule-bar strong")).ToBeVisibleAsync();
        var next = await flow.Page.Locator(".nodule-bar .model").GetAttributeAsync("data-milliseconds");
        var image = await flow.Page.EvaluateAsync<double>("performance.getEntriesByName('first-image')[0].startTime");
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first image {image:0} ms after the page's navigation, the nodule's model ready by {ready:0} ms; nodule {first} ms at the first click, {next} ms at the next"));
        Assert.That(image, Is.GreaterThan(0));
    }

    [Test]
    public async Task Measures_OnACt_AreInMillimetresAndHounsfieldUnits()
    {
        await using var flow = await OpenAsync(Chest);
        await flow.Page.Keyboard.PressAsync("5");
        await DragAsync(flow, 512, (100, 150), (160, 150), (200, 150));
        await flow.Page.Keyboard.PressAsync("7");
        await DragAsync(flow, 512, (246, 395), (256, 405), (266, 420));
        var words = flow.Page.Locator(".measures text");
        await Expect(words).ToHaveCountAsync(2);
        // 100 pixels of 0.7 mm, and the muscle behind the phantom's lungs, of 40 HU.
        var length = Number().Match((await words.First.TextContentAsync())!).Value;
        var mean = Number().Match((await words.Nth(1).TextContentAsync())!).Value;
        Assert.That(double.Parse(length, CultureInfo.InvariantCulture), Is.EqualTo(70).Within(1.5));
        Assert.That(double.Parse(mean, CultureInfo.InvariantCulture), Is.EqualTo(40).Within(6));
        await Expect(words.Nth(1)).ToContainTextAsync("HU");
        await flow.Page.GetByLabel("Window preset").SelectOptionAsync(new SelectOptionValue { Value = "Lung" });
        await Expect(flow.Page.Locator(".corner-bottom-right")).ToContainTextAsync("W 1500  L -600");
        await flow.Screenshot(Picture("measures"));
        Assert.That(flow.Complaints, Is.Empty);
    }

    [Test]
    public async Task Letters_OfATurnedAndMirroredPicture_GoWithIt_AlsoToTheNextSlice()
    {
        await using var flow = await OpenAsync(Chest);
        var left = flow.Page.Locator(".edge-left");
        var top = flow.Page.Locator(".edge-top");
        await Expect(left).ToHaveTextAsync("R");
        await flow.Page.Keyboard.PressAsync("q");
        await Expect(top).ToHaveTextAsync("R");
        await flow.Page.Keyboard.PressAsync("h");
        await Expect(top).ToHaveTextAsync("R");
        await Expect(left).ToHaveTextAsync("A");
        await Expect(flow.Page.Locator(".corner-bottom-right")).ToContainTextAsync("mirrored");
        await flow.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(flow.Page.Locator(".canvas-host")).ToHaveAttributeAsync("data-slice", "7");
        await Expect(top).ToHaveTextAsync("R");
        await Expect(left).ToHaveTextAsync("A");
        await flow.Page.Keyboard.PressAsync("r");
        await Expect(left).ToHaveTextAsync("R");
    }

    [Test]
    public async Task Finding_OfTheAi_IsAmendedByDraggingItsOutline()
    {
        await using var flow = await OpenAsync(Brain);
        await flow.Page.Keyboard.PressAsync("m");
        var handles = flow.Page.Locator(".drawn-handle");
        await handles.First.WaitForAsync();
        var before = (await flow.Page.Locator(".drawn-line").First.GetAttributeAsync("d"))!;
        // The middle of the outline: it is moved as a whole.
        var box = (await flow.Page.Locator(".drawn-line").First.BoundingBoxAsync())!;
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        await flow.Page.Mouse.MoveAsync(x, y);
        await flow.Page.Mouse.DownAsync();
        await flow.Page.Mouse.MoveAsync(x + 20, y + 10, new() { Steps = 4 });
        await flow.Page.Mouse.UpAsync();
        await Expect(flow.Page.Locator(".drawn-line").First).Not.ToHaveAttributeAsync("d", before);
        await flow.Screenshot(Picture("amend"));
        await flow.Page.Keyboard.PressAsync("Control+z");
        await Expect(flow.Page.Locator(".drawn-line").First).ToHaveAttributeAsync("d", before);
        await flow.Page.Keyboard.PressAsync("Control+y");

        var request = await flow.Page.RunAndWaitForRequestAsync(() => flow.Page.Keyboard.PressAsync("s"), sent => sent.Method == "PUT");
        using var decision = JsonDocument.Parse(request.PostData!);
        Assert.That(decision.RootElement.GetProperty("decision").GetString(), Is.EqualTo("amend"));
        Assert.That(decision.RootElement.GetProperty("contours").GetArrayLength(), Is.EqualTo(5));
        await Expect(flow.Findings.First.Locator(".verdict-amend")).ToBeVisibleAsync();
        await Expect(flow.Page.Locator(".outline-superseded")).ToHaveCountAsync(1);
        Assert.That(flow.Complaints, Is.Empty);
    }

    [Test]
    public async Task Finding_OfOnesOwn_IsDrawnByKeyboardAlone()
    {
        await using var flow = await OpenAsync(Brain);
        await flow.Page.Keyboard.PressAsync("d");
        foreach (var key in new[] { " ", "Shift+ArrowRight", " ", "Shift+ArrowDown", " ", "Enter" })
            await flow.Page.Keyboard.PressAsync(key);
        await Expect(flow.Page.Locator(".drawn")).ToHaveCountAsync(1);
        await flow.Page.GetByLabel("What it is").SelectOptionAsync(new SelectOptionValue { Label = "Bleeding" });
        await Expect(flow.Page.GetByLabel("Name in the report")).ToHaveValueAsync("Bleeding");
        await AxeCheck.AssertAccessibleAsync(flow.Page);
        await flow.Page.Keyboard.PressAsync("s");
        await Expect(flow.Page.Locator(".own-finding")).ToContainTextAsync("Bleeding");
        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Remove Bleeding" }).ClickAsync();
        await Expect(flow.Page.Locator(".own-finding")).ToHaveCountAsync(0);
        Assert.That(flow.Complaints, Is.Empty);
    }

    [Test]
    public async Task Marks_BelowTheChosenConfidence_AreNotDrawnAndCounted()
    {
        await using var flow = await OpenAsync(Brain);
        await Expect(flow.Outlines).ToHaveCountAsync(1);
        await flow.Page.GetByLabel("Confidence at least").FillAsync("95");
        await Expect(flow.Outlines).ToHaveCountAsync(0);
        await Expect(flow.Page.Locator(".ai-bar")).ToContainTextAsync("0 of 2 findings drawn");
        await Expect(flow.Findings).ToHaveCountAsync(2);
    }

    [Test]
    public async Task Prior_BesideTheStudy_ScrollsAlong()
    {
        await using var flow = await OpenAsync(Chest);
        await flow.Page.Keyboard.PressAsync("b");
        await Expect(flow.Page.Locator(".prior-head")).ToContainTextAsync("8 months before");
        var pictures = flow.Page.Locator(".canvas-host");
        await Expect(pictures.Nth(1)).ToHaveAttributeAsync("data-loaded", "12");
        await flow.Page.Keyboard.PressAsync("Home");
        await Expect(pictures.First).ToHaveAttributeAsync("data-slice", "0");
        await Expect(pictures.Nth(1)).ToHaveAttributeAsync("data-slice", "0");
        await flow.Page.Keyboard.PressAsync("PageDown");
        await Expect(pictures.Nth(1)).ToHaveAttributeAsync("data-slice", "5");
        await flow.Screenshot(Picture("prior"));
        await AxeCheck.AssertAccessibleAsync(flow.Page);
        await flow.Page.GetByRole(AriaRole.Button, new() { Name = "Close prior" }).ClickAsync();
        await Expect(pictures).ToHaveCountAsync(1);
        await flow.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(pictures.First).ToHaveAttributeAsync("data-slice", "6");
        Assert.That(flow.Complaints, Is.Empty);
    }

    /// <summary>Of pixels of the picture, as they lie on the screen at the zoom that fits.</summary>
    private static async Task<(float X, float Y)> PlaceAsync(PortalFlow flow, double column, double row, int side)
    {
        var box = (await flow.Page.Locator(".canvas-host").First.BoundingBoxAsync())!;
        var scale = Math.Min(box.Width, box.Height) / side;
        return ((float)(box.X + ((box.Width - (side * scale)) / 2) + ((column + 0.5) * scale)), (float)(box.Y + ((box.Height - (side * scale)) / 2) + ((row + 0.5) * scale)));
    }

    private static async Task ClickAsync(PortalFlow flow, double column, double row, int side)
    {
        var (x, y) = await PlaceAsync(flow, column, row, side);
        await flow.Page.Mouse.ClickAsync(x, y);
    }

    private static async Task DragAsync(PortalFlow flow, int side, params (double Column, double Row)[] places)
    {
        foreach (var (index, place) in places.Index())
        {
            var (x, y) = await PlaceAsync(flow, place.Column, place.Row, side);
            await flow.Page.Mouse.MoveAsync(x, y);
            if (index == 0)
                await flow.Page.Mouse.DownAsync();
        }
        await flow.Page.Mouse.UpAsync();
    }

    /// <summary>The net, and the runtime that runs it.</summary>
    private static bool IsOfTheModel(string? url) => url is not null && (url.EndsWith(".onnx", StringComparison.Ordinal) || url.Contains("ort-wasm", StringComparison.Ordinal));

    private async Task<PortalFlow> OpenAsync(int study, int width = 1600, int height = 900)
    {
        var flow = await EnterAsync("radiologist", $"/#/s/{PortalMock.Study(study)}", width, height);
        await flow.WaitForImage();
        await Expect(flow.Page.Locator(".canvas-host")).ToHaveAttributeAsync("data-loaded", study == Chest ? "12" : "20");
        return flow;
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Number();
}

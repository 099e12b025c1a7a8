using Microsoft.Playwright;

namespace FirstRead.Cli.Demo.Portal;

/// <summary>
/// What a radiologist does in the portal, against any portal: the mock, the local cloud, a deployed stack. It waits on
/// locators alone, because the portal's Content-Security-Policy forbids the evaluation that other waits need.
/// </summary>
public sealed class PortalFlow : IAsyncDisposable
{
    /// <summary>What a page may take on a machine that trains a model beside it.</summary>
    private const int PatienceMs = 180_000;

    private readonly List<string> complaints = [];
    private (string User, string Password) entered;

    public PortalFlow(IPage page, Uri portal)
    {
        Page = page;
        page.SetDefaultTimeout(PatienceMs);
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, message) =>
        {
            // The login server's own pages are not ours to judge.
            if (message.Type == "error" && new Uri(page.Url).Authority == portal.Authority && !AsksForPassword(message))
                complaints.Add($"{message.Text} ({message.Location})");
        };
    }

    public IPage Page { get; }

    /// <summary>Uncaught errors and violations of the Content-Security-Policy so far.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    public ILocator WorklistRows => Page.Locator("main.worklist tbody tr.row");

    public ILocator Outlines => Page.Locator("svg.overlay path.outline-line");

    public ILocator Findings => Page.Locator("li.finding");

    /// <summary>The login form is the provider's: a text field, a password field, and Enter.</summary>
    public async Task LogIn(string user, string password, string address = "/")
    {
        await Page.GotoAsync(address);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await EnterAsync(Page, user, password);
        await Page.Locator("header.bar .who").WaitForAsync();
        entered = (user, password);
    }

    /// <summary>Fills the login form of the provider.</summary>
    public static async Task EnterAsync(IPage page, string user, string password)
    {
        var secret = page.Locator("input[type=password]");
        await secret.WaitForAsync();
        await page.Locator("input:not([type=hidden]):not([type=password]):not([type=submit]):not([type=checkbox])").First.FillAsync(user);
        await secret.FillAsync(password);
        await secret.PressAsync("Enter");
    }

    /// <summary>Until the provider's own session has ended too: it may ask once whether that is meant.</summary>
    public async Task LogOut()
    {
        var left = Page.WaitForRequestAsync(request => request.IsNavigationRequest);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await left;
        var asks = Page.Locator("button[name=logout]");
        var entrance = Page.Locator("main.entrance");
        await asks.Or(entrance).WaitForAsync();
        if (await asks.IsVisibleAsync())
            await asks.ClickAsync();
        await entrance.WaitForAsync();
    }

    /// <summary>The browser itself complains of a 401, which is how the API asks for the password before a signature.</summary>
    private static bool AsksForPassword(IConsoleMessage message) =>
        message.Text.Contains(" 401 ", StringComparison.Ordinal) && (message.Location.Contains("/sign:", StringComparison.Ordinal) || message.Location.Contains("/addendum:", StringComparison.Ordinal));

    public Task ShowWorklist() => Page.Locator("header.bar nav a", new() { HasText = "Worklist" }).ClickAsync();

    public async Task OpenStudy(string studyId)
    {
        await ShowWorklist();
        await Page.Locator($"a.row-link[data-study='{studyId}']").ClickAsync();
        await WaitForImage();
    }

    /// <summary>Until pixels are drawn, the viewer's decoders included.</summary>
    public Task WaitForImage() => Page.Locator(".canvas-host:not([data-slice='-1'])").WaitForAsync();

    /// <summary>Scrolls by so many slices, and waits until the last of them is drawn.</summary>
    public async Task Step(int slices)
    {
        var canvas = Page.Locator(".canvas-host");
        var from = int.Parse((await canvas.GetAttributeAsync("data-slice"))!);
        for (var step = 0; step < Math.Abs(slices); step++)
            await Page.Keyboard.PressAsync(slices < 0 ? "ArrowUp" : "ArrowDown");
        await Page.Locator($".canvas-host[data-slice='{from + slices}']").WaitForAsync();
    }

    public Task ToggleContour() => Page.Keyboard.PressAsync("o");

    public async Task AcceptAll()
    {
        for (var index = 0; index < await Findings.CountAsync(); index++)
        {
            var finding = Findings.Nth(index);
            await finding.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
            await finding.Locator(".verdict-accept").WaitForAsync();
        }
    }

    public async Task Reject(int index, string reason)
    {
        var finding = Findings.Nth(index);
        await finding.GetByRole(AriaRole.Button, new() { Name = "Reject…" }).ClickAsync();
        await finding.GetByLabel("Reason for rejecting").FillAsync(reason);
        await Page.Keyboard.PressAsync("Enter");
        await finding.Locator(".verdict-reject").WaitForAsync();
    }

    public async Task Acknowledge()
    {
        var button = Page.Locator("button.acknowledge");
        await button.ClickAsync();
        await button.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>Writes the impression, signs and confirms. Returns what the portal then says about who signed and when.</summary>
    public async Task<string> Sign(string impression)
    {
        await Page.GetByLabel("Impression").FillAsync(impression);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign…" }).ClickAsync();
        await SayWhoWasTold();
        await Page.Locator("dialog[open] button.sign-confirm").ClickAsync();
        var signed = Page.Locator(".signed .verdict");
        var step = Page.Locator(".password-step");
        await signed.Or(step).First.WaitForAsync();
        if (await step.IsVisibleAsync())
            await ShowPassword(entered.User, entered.Password);
        return await signed.InnerTextAsync();
    }

    /// <summary>Of a critical finding: a colleague, just now, by telephone, and it was read back.</summary>
    private async Task SayWhoWasTold()
    {
        var dialog = Page.Locator("dialog[open]");
        await dialog.WaitForAsync();
        if (await dialog.Locator("input[name=told]").CountAsync() == 0)
            return;
        await dialog.Locator("input[name=told]").First.CheckAsync();
        await dialog.GetByLabel("Who was told").FillAsync("Dr. Example, emergency department");
        await dialog.Locator("input[name=read-back]").First.CheckAsync();
    }

    /// <summary>Logs in again in the window that the portal opens for it.</summary>
    public async Task ShowPassword(string user, string password)
    {
        var window = await Page.Context.RunAndWaitForPageAsync(() => Page.Locator(".password-step button.primary").ClickAsync());
        await EnterAsync(window, user, password);
        await Page.Locator(".password-step").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>A PNG of the window.</summary>
    public Task Screenshot(string path) => Page.ScreenshotAsync(new() { Path = path });

    public async ValueTask DisposeAsync() => await Page.Context.DisposeAsync();
}

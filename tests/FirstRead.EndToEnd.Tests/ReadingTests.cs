using FirstRead.Cli.Demo.Portal;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FirstRead.EndToEnd.Tests;

/// <summary>The radiologist's part in a real browser, against the portal's mock server.</summary>
[TestFixture]
public sealed class ReadingTests
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

    [SetUp]
    public Task Reset() => mock.Interfere("reset");

    [Test]
    public async Task Signing_AfterAnOldLogin_TakesThePasswordOfThisPersonAloneAndLosesNoText()
    {
        await using var flow = await EnterAsync($"/#/s/{PortalMock.Study(6)}");
        await flow.WaitForImage();
        await flow.Page.GetByLabel("Impression").FillAsync("No finding. Seen with care.");
        await mock.Interfere("age-logins");
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

    private async Task<PortalFlow> EnterAsync(string address = "/", int width = 1600, int height = 900)
    {
        var flow = await browser.OpenAsync(mock.Portal, width, height);
        await flow.LogIn("radiologist", PortalMock.Password, address);
        return flow;
    }

    private static string Picture(string name) => Path.Combine(Pictures, $"{name}.png");
}

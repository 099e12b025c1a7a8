using FirstRead.Cli.Demo.Portal;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FirstRead.EndToEnd.Tests;

/// <summary>The portal in a real browser, against its mock server.</summary>
[TestFixture]
public sealed class PortalTests
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

    private async Task<PortalFlow> EnterAsync(string role, int width = 1600, int height = 900)
    {
        var flow = await browser.OpenAsync(mock.Portal, width, height);
        await flow.LogIn(role, PortalMock.Password);
        return flow;
    }

    private static string Picture(string name) => Path.Combine(Pictures, $"{name}.png");
}

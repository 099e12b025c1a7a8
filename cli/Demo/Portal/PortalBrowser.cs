using Microsoft.Playwright;

namespace FirstRead.Cli.Demo.Portal;

/// <summary>
/// Debian's Chromium, driven headless. The package carries its own driver, so nothing is downloaded; the browser is the
/// one that apt installed.
/// </summary>
public sealed class PortalBrowser : IAsyncDisposable
{
    public const string Executable = "/usr/bin/chromium";

    private static readonly string[] Flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly IPlaywright playwright;
    private readonly IBrowser browser;

    private PortalBrowser(IPlaywright playwright, IBrowser browser) => (this.playwright, this.browser) = (playwright, browser);

    public static bool IsInstalled => File.Exists(Executable);

    public static async Task<PortalBrowser> LaunchAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Headless = true, Args = Flags });
        return new PortalBrowser(playwright, browser);
    }

    /// <summary>A person's own window: no cookie or storage is shared with another.</summary>
    /// <param name="width">CSS pixels.</param>
    /// <param name="height">CSS pixels.</param>
    public async Task<PortalFlow> OpenAsync(Uri portal, int width = 1600, int height = 900)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = portal.ToString(),
            ViewportSize = new() { Width = width, Height = height },
        });
        return new PortalFlow(await context.NewPageAsync(), portal);
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }
}

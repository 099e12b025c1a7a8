using FirstRead.Cli.Demo.Portal;

namespace FirstRead.EndToEnd.Tests;

/// <summary>What a test needs that looks at the portal, and where its pictures go: they are kept as artifacts.</summary>
internal static class Screens
{
    private static readonly string Pictures = Path.Combine(TestContext.CurrentContext.WorkDirectory, "portal-screenshots");

    /// <summary>Leaves the tests out, and says why, where the browser or the built portal is absent.</summary>
    public static void Require()
    {
        if (!PortalBrowser.IsInstalled)
            Assert.Ignore($"{PortalBrowser.Executable} is absent: apt-get install chromium.");
        if (!PortalMock.IsBuilt)
            Assert.Ignore("portal/dist is absent: npm ci && npm run build in portal/.");
        Directory.CreateDirectory(Pictures);
    }

    public static string Picture(string name) => Path.Combine(Pictures, $"{name}.png");
}

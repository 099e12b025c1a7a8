using FirstRead.Cli.Demo.Portal;

namespace FirstRead.EndToEnd.Tests;

/// <summary>What a browser still holds after a whole session: nothing of a person, a study or a login.</summary>
[TestFixture]
public sealed class SessionTracesTests
{
    /// <summary>What the viewer's libraries found out about the graphics card, and how loud they log.</summary>
    private static readonly string[] OfLibraries = ["cornerstone3D.renderingCapabilities", "loglevel"];

    [Test]
    public async Task WholeSession_LeavesNothingInAnyStorage()
    {
        if (!PortalBrowser.IsInstalled || !PortalMock.IsBuilt)
            Assert.Ignore("Chromium or portal/dist is absent.");
        await using var mock = await PortalMock.StartAsync();
        await using var browser = await PortalBrowser.LaunchAsync();
        await using var flow = await browser.OpenAsync(mock.Portal);
        await flow.LogIn("radiologist", PortalMock.Password);
        await flow.OpenStudy(PortalMock.Study(1));
        await flow.AcceptAll();
        await flow.Sign("Ring-enhancing lesion.");
        await flow.ShowWorklist();

        var stored = await flow.Page.EvaluateAsync<string[]>("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]");
        var databases = await flow.Page.EvaluateAsync<string[]>("indexedDB.databases().then(found => found.map(one => one.name))");
        var caches = await flow.Page.EvaluateAsync<string[]>("'caches' in globalThis ? caches.keys() : []");
        var workers = await flow.Page.EvaluateAsync<int>("'serviceWorker' in navigator ? navigator.serviceWorker.getRegistrations().then(found => found.length) : 0");
        // HttpOnly ones aside, of which PixelSessionTests tells: what a script could read.
        var cookies = await flow.Page.EvaluateAsync<string>("document.cookie");
        Assert.Multiple(() =>
        {
            Assert.That(stored, Is.SubsetOf(OfLibraries));
            Assert.That(databases, Is.Empty);
            Assert.That(caches, Is.Empty);
            Assert.That(workers, Is.Zero);
            Assert.That(cookies, Is.Empty);
            Assert.That(flow.Page.Url, Does.Not.Contain("token").And.Not.Contain("code="));
            Assert.That(flow.Complaints, Is.Empty);
        });
    }
}

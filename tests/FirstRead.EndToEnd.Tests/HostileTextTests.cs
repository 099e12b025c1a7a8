using FirstRead.Cli.Demo.Portal;
using static Microsoft.Playwright.Assertions;

namespace FirstRead.EndToEnd.Tests;

/// <summary>Scripts, elements with handlers and templates in every text of a study: every page that shows it shows them as text.</summary>
[TestFixture]
public sealed class HostileTextTests
{
    [TestCase("radiologist", "/")]
    [TestCase("radiologist", "/#/s/{study}")]
    [TestCase("operator", "/")]
    [TestCase("operator", "/#/s/{study}")]
    public async Task Page_OfAStudyWithHostileTexts_ShowsThemAndRunsNothing(string role, string address)
    {
        if (!PortalBrowser.IsInstalled || !PortalMock.IsBuilt)
            Assert.Ignore("Chromium or portal/dist is absent.");
        await using var mock = await PortalMock.StartAsync("--hostile");
        await using var browser = await PortalBrowser.LaunchAsync();
        await using var flow = await browser.OpenAsync(mock.Portal);
        var dialogs = new List<string>();
        flow.Page.Dialog += async (_, dialog) =>
        {
            dialogs.Add(dialog.Message);
            await dialog.DismissAsync();
        };
        await flow.LogIn(role, PortalMock.Password, address.Replace("{study}", PortalMock.Study(10)));
        await Expect(flow.Page.Locator("main")).ToContainTextAsync("<script>");

        Assert.Multiple(async () =>
        {
            Assert.That(await flow.Page.Locator("main script, main img[src='x'], main iframe, main object").CountAsync(), Is.Zero);
            Assert.That(dialogs, Is.Empty);
            Assert.That(flow.Complaints, Is.Empty);
            Assert.That(await flow.Page.TitleAsync(), Does.Not.Contain("<"));
        });
    }
}

using FirstRead.Cli.Demo.Portal;
using FirstRead.Core.Studies;
using Microsoft.Playwright;

namespace FirstRead.Cli.Demo;

/// <summary>A radiologist's visit to the portal in a real browser: log in, find the study on top, look, accept, sign.</summary>
public sealed record PortalVisit(StudyId Study, IReadOnlyList<DemoCheck> Checks)
{
    public static async Task<PortalVisit> RunAsync(CloudProcess cloud, StudyId study, string pictures)
    {
        Directory.CreateDirectory(pictures);
        var checks = new List<DemoCheck>();
        var (address, user, password) = DemoLogins.Of(cloud, "radiologist");
        await using var browser = await PortalBrowser.LaunchAsync();
        await using var portal = await browser.OpenAsync(address, 1360, 850);
        try
        {
            await VisitAsync(portal, (user, password), study, pictures, checks);
        }
        catch (Exception error) when (error is PlaywrightException or TimeoutException)
        {
            await portal.Screenshot(Path.Combine(pictures, "missed.png"));
            checks.Add(new DemoCheck("The portal could be used to the end", false, $"{error.Message.ReplaceLineEndings(" ")} {string.Join(" ", portal.Complaints)}"));
        }
        return new PortalVisit(study, checks);
    }

    private static async Task VisitAsync(PortalFlow portal, (string User, string Password) login, StudyId study, string pictures, List<DemoCheck> checks)
    {
        await portal.LogIn(login.User, login.Password);
        await portal.WorklistRows.First.WaitForAsync();
        var first = await portal.WorklistRows.First.Locator("a.row-link").GetAttributeAsync("data-study");
        checks.Add(new DemoCheck("The worklist begins with a high-risk study", await IsHigh(portal), first));
        await portal.Screenshot(Path.Combine(pictures, "worklist.png"));

        await portal.OpenStudy(study.Value);
        await portal.Outlines.First.WaitForAsync();
        var shown = await portal.Outlines.CountAsync();
        await portal.Step(-2);
        await portal.Outlines.First.WaitForAsync();
        await portal.Screenshot(Path.Combine(pictures, "study.png"));
        await portal.ToggleContour();
        await portal.Outlines.First.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
        checks.Add(new DemoCheck("The AI's contour is drawn, and one key hides it", shown > 0));
        await portal.ToggleContour();

        await portal.Acknowledge();
        await portal.AcceptAll();
        var signed = await portal.Sign("Ring-enhancing mass, left hemisphere. Simulated data.");
        await portal.Screenshot(Path.Combine(pictures, "signed.png"));
        checks.Add(new DemoCheck("The portal says who signed", signed.Length > 0, signed.ReplaceLineEndings(" ")));
        checks.Add(new DemoCheck("The portal had no error and broke no rule of its content security policy", portal.Complaints.Count == 0, portal.Complaints.Count == 0 ? null : portal.Complaints[0]));
    }

    private static async Task<bool> IsHigh(PortalFlow portal) =>
        (await portal.WorklistRows.First.InnerTextAsync()).Contains("high", StringComparison.OrdinalIgnoreCase);
}

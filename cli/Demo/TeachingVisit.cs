using FirstRead.Cli.Demo.Portal;
using FirstRead.Core.Studies;
using Microsoft.Playwright;

namespace FirstRead.Cli.Demo;

/// <summary>A radiologist releases two signed studies for teaching, one with a lesion and one without; a resident finds both to read.</summary>
public sealed record TeachingVisit(IReadOnlyList<DemoCheck> Checks)
{
    /// <param name="positive">Signed.</param>
    /// <param name="negative">Analysed, without a finding: it is signed here.</param>
    public static async Task<TeachingVisit> RunAsync(CloudProcess cloud, StudyId positive, StudyId negative, string pictures)
    {
        var checks = new List<DemoCheck>();
        await using var browser = await PortalBrowser.LaunchAsync();
        try
        {
            var (address, user, password) = DemoLogins.Of(cloud, "radiologist");
            await using var radiologist = await browser.OpenAsync(address, 1360, 850);
            await radiologist.LogIn(user, password);
            await ReleaseAsync(radiologist, positive, "introductory", null);
            await ReleaseAsync(radiologist, negative, "intermediate", "No finding. Simulated data.");
            await radiologist.Screenshot(Path.Combine(pictures, "released.png"));

            (address, user, password) = DemoLogins.Of(cloud, "resident");
            await using var resident = await browser.OpenAsync(address, 1360, 850);
            await resident.LogIn(user, password);
            var cards = resident.Page.Locator("a.case-card");
            await cards.Nth(1).WaitForAsync();
            await resident.Screenshot(Path.Combine(pictures, "teaching.png"));
            checks.Add(new DemoCheck("A resident finds two teaching cases to read blind", await cards.CountAsync() == 2));
        }
        catch (Exception error) when (error is PlaywrightException or TimeoutException)
        {
            checks.Add(new DemoCheck("A resident finds two teaching cases to read blind", false, error.Message.ReplaceLineEndings(" ")));
        }
        return new TeachingVisit(checks);
    }

    /// <param name="impression">Signs the study with it first; null for one that is signed.</param>
    private static async Task ReleaseAsync(PortalFlow radiologist, StudyId study, string difficulty, string? impression)
    {
        await radiologist.Page.GotoAsync($"/#/s/{study.Value}");
        await radiologist.WaitForImage();
        if (impression is not null)
        {
            // The model marks the simulated skull base, short of high risk: a reader says that it is none.
            for (var finding = 0; finding < await radiologist.Findings.CountAsync(); finding++)
                await radiologist.Reject(finding, "Skull base. Simulated data.");
            await radiologist.Sign(impression);
        }
        await radiologist.ReleaseForTeaching("head", difficulty);
        // The function that copies is woken each minute.
        await radiologist.Page.Locator(".teaching-release [data-state=ready]").WaitForAsync();
    }
}

using System.Text;
using FirstRead.Cli.Demo;
using FirstRead.Cli.Demo.Portal;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace FirstRead.EndToEnd.Tests;

/// <summary>A signed study becomes a teaching case, and a resident reads it blind: on the running cloud, with an eye on everything that reaches the browser.</summary>
[TestFixture]
public sealed class LearningTests
{
    private const int Patience = 1_500_000;

    [OneTimeSetUp]
    public void RequireBrowser() => Screens.Require();

    [Test, CancelAfter(Patience)]
    public async Task SignedStudy_IsReleasedReadBlindAndScored_AndNothingTellsBefore(CancellationToken cancel)
    {
        var cloud = await SharedCloud.GetAsync();
        using var study = await TaughtStudy.StoreAsync(cloud, cancel);
        await using var browser = await PortalBrowser.LaunchAsync();
        await ReleaseAsync(cloud, browser, study);

        await using var learner = await LogInAsync(cloud, browser, "resident");
        var told = new Told(learner.Page);
        var card = learner.Page.Locator("a.case-card", new() { HasText = "simulated" }).First;
        await card.WaitForAsync();
        await AxeCheck.AssertAccessibleAsync(learner.Page);
        await learner.Screenshot(Screens.Picture("teaching-cases"));
        var caseId = (await card.GetAttributeAsync("data-case"))!;
        await card.ClickAsync();
        await learner.WaitForImage();
        await Expect(learner.Page.Locator(".canvas-host")).ToHaveAttributeAsync("data-loaded", $"{study.Instances.Count}");
        await DrawAsync(learner);
        await AxeCheck.AssertAccessibleAsync(learner.Page);
        await learner.Screenshot(Screens.Picture("teaching-blind"));
        await AssertShutOutAsync(learner.Page, study, caseId);
        var before = await told.SoFarAsync();
        Assert.That(before, Does.Contain($"/teaching/{caseId}/"), "the watch sees what comes");
        // The portal's own code knows the word positive: no answer may say what a case includes.
        foreach (var secret in new[] { TaughtStudy.Label, TaughtStudy.TruthNumber, TaughtStudy.AiNumber, "\"includes\":", study.Id.Value })
            Assert.That(before, Does.Not.Contain(secret));

        await learner.Page.GetByRole(AriaRole.Button, new() { Name = "Save 1 finding…" }).ClickAsync();
        await learner.Page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(learner.Page.Locator(".lesion-list")).ToContainTextAsync(TaughtStudy.Label);
        await Expect(learner.Page.Locator(".lesion-list .found")).ToBeVisibleAsync();
        Assert.That(await told.SoFarAsync(), Does.Contain(TaughtStudy.TruthNumber).And.Contain(TaughtStudy.AiNumber), "now it is told, and the search would have found it");
        foreach (var owner in new[] { "mine", "ai", "truth" })
            await Expect(learner.Page.Locator($".marking-layer path[data-owner={owner}]")).ToHaveCountAsync(1);
        await Expect(learner.Page.Locator(".caution")).ToContainTextAsync("AI's outlines in view");
        await AxeCheck.AssertAccessibleAsync(learner.Page);
        await AssertStandsUnderAsync(learner.Page, "Measures");
        await learner.Screenshot(Screens.Picture("teaching-result"));
        await learner.Page.GetByRole(AriaRole.Button, new() { Name = "Truth" }).ClickAsync();
        await Expect(learner.Page.Locator(".marking-layer path[data-owner=truth]")).ToHaveCountAsync(0);

        await learner.Page.GetByRole(AriaRole.Link, new() { Name = "Your progress" }).ClickAsync();
        await Expect(learner.Page.Locator(".totals")).ToContainTextAsync("100 %");
        await Expect(learner.Page.Locator(".plot-dot")).ToHaveCountAsync(3);
        await AxeCheck.AssertAccessibleAsync(learner.Page);
        await AssertStandsUnderAsync(learner.Page, "By finding");
        await learner.Screenshot(Screens.Picture("teaching-progress"));
        Assert.That(learner.Complaints, Is.Empty);
    }

    private static async Task ReleaseAsync(CloudProcess cloud, PortalBrowser browser, TaughtStudy study)
    {
        await using var radiologist = await LogInAsync(cloud, browser, "radiologist");
        await radiologist.Page.GotoAsync($"/#/s/{study.Id.Value}");
        await radiologist.ReleaseForTeaching("head", "introductory");
        await radiologist.Screenshot(Screens.Picture("teaching-release"));
        // The function that copies is woken by the schedule.
        await radiologist.Page.Locator(".teaching-release [data-state=ready]").WaitForAsync();
    }

    /// <summary>Cookies of one case open its pictures: no study, no result, not the same picture by the readers' way, no answers.</summary>
    private static async Task AssertShutOutAsync(IPage page, TaughtStudy study, string caseId)
    {
        var cookies = string.Join("; ", (await page.Context.CookiesAsync()).Where(cookie => cookie.Path == $"/teaching/{caseId}/").Select(cookie => $"{cookie.Name}={cookie.Value}"));
        Assert.That(cookies, Does.Contain("CloudFront-Signature"));
        async Task<int> StatusAsync(string path) => (await page.APIRequest.GetAsync(path, new() { Headers = [new("Cookie", cookies)] })).Status;
        Assert.That(await StatusAsync($"/teaching/{caseId}/contents.json"), Is.EqualTo(200), "the cookies are good for something");
        Assert.That(await StatusAsync($"/pixels/{study.Instances[0].ObjectKey}"), Is.EqualTo(403));
        Assert.That(await StatusAsync($"/{study.Contours}"), Is.EqualTo(403));
        Assert.That(await StatusAsync($"/pixels/teaching/{caseId}/contents.json"), Is.EqualTo(403));
        Assert.That(await StatusAsync($"/results/../teaching-answers/{caseId}.json"), Is.EqualTo(404));
        Assert.That(await StatusAsync($"/teaching/t{new string('0', 32)}/contents.json"), Is.EqualTo(403));
    }

    /// <summary>The first table of measures is in the page's flow, under its heading.</summary>
    private static async Task AssertStandsUnderAsync(IPage page, string heading)
    {
        var above = await page.GetByRole(AriaRole.Heading, new() { Name = heading }).BoundingBoxAsync();
        var table = await page.Locator("table.measures").First.BoundingBoxAsync();
        Assert.That(table!.Y, Is.GreaterThanOrEqualTo(above!.Y + above.Height));
    }

    /// <summary>Around the middle of the picture, by hand.</summary>
    private static async Task DrawAsync(PortalFlow learner)
    {
        await learner.Page.GetByRole(AriaRole.Button, new() { Name = "Outline", Exact = true }).ClickAsync();
        var stage = (await learner.Page.Locator(".stage").BoundingBoxAsync())!;
        // 256 pixels fill the shorter side.
        var (x, y, radius) = (stage.X + (stage.Width / 2), stage.Y + (stage.Height / 2), (float)TaughtStudy.Radius * Math.Min(stage.Width, stage.Height) / 256);
        await learner.Page.Mouse.MoveAsync(x + radius, y);
        await learner.Page.Mouse.DownAsync();
        for (var step = 1; step < 24; step++)
            await learner.Page.Mouse.MoveAsync(x + (radius * MathF.Cos(step * MathF.PI / 12)), y + (radius * MathF.Sin(step * MathF.PI / 12)));
        await learner.Page.Mouse.UpAsync();
        await Expect(learner.Page.Locator(".mark-list li")).ToHaveCountAsync(1);
    }

    private static async Task<PortalFlow> LogInAsync(CloudProcess cloud, PortalBrowser browser, string role)
    {
        using var description = cloud.Describe();
        var login = description.RootElement.GetProperty("logins").EnumerateArray().First(person => person.GetProperty("groups")[0].GetString() == role);
        var portal = await browser.OpenAsync(new Uri(description.RootElement.GetProperty("gateway").GetString()!));
        await portal.LogIn(login.GetProperty("username").GetString()!, login.GetProperty("password").GetString()!);
        return portal;
    }

    /// <summary>Everything that a page was sent: addresses, headers, and bodies as bytes, pictures too.</summary>
    private sealed class Told
    {
        private readonly List<Task<string>> responses = [];

        public Told(IPage page) => page.Response += (_, response) =>
        {
            lock (responses)
                responses.Add(ReadAsync(response));
        };

        public async Task<string> SoFarAsync()
        {
            Task<string>[] all;
            lock (responses)
                all = [.. responses];
            return string.Join('\n', await Task.WhenAll(all));
        }

        private static async Task<string> ReadAsync(IResponse response)
        {
            var text = new StringBuilder(response.Url).Append(string.Join('\n', response.Headers.Select(header => $"{header.Key}: {header.Value}")));
            try
            {
                text.Append(Encoding.Latin1.GetString(await response.BodyAsync()));
            }
            catch (PlaywrightException)
            {
                // A redirect, or an answer without a body.
            }
            return text.ToString();
        }
    }
}

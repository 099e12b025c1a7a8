using System.Text.Json;
using FirstRead.Cli;
using Microsoft.Playwright;

namespace FirstRead.EndToEnd.Tests;

/// <summary>
/// Asks axe-core whether everybody can use a page: fails on each violation that it calls serious or critical, and names rule and
/// elements. It runs in an isolated world of the page, as a browser's extension does: the page's own scripts and its
/// Content-Security-Policy neither see nor stop it, and it changes nothing of them.
/// </summary>
public static class AxeCheck
{
    private const string World = "axe";

    private static readonly Lazy<string> Source = new(() => File.ReadAllText(Path.Combine(RepositoryFolder.Find(), "node_modules", "axe-core", "axe.min.js")));

    /// <summary>Judges what the page shows now: wait for what is to be judged first.</summary>
    public static async Task AssertAccessibleAsync(IPage page)
    {
        var grave = await GraveAsync(page);
        Assert.That(grave, Is.Empty, $"axe-core, {page.Url}: {Environment.NewLine}{string.Join(Environment.NewLine, grave)}");
    }

    /// <summary>A line a violation that is serious or critical.</summary>
    public static async Task<IReadOnlyList<string>> GraveAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        try
        {
            var world = await CreateWorldAsync(session);
            await EvaluateAsync(session, world, Source.Value + "; true");
            // Stylesheets are all our own and in the page: nothing is fetched a second time.
            var results = await EvaluateAsync(session, world, "axe.run(document, { resultTypes: ['violations'], preload: false })");
            return [.. results.GetProperty("violations").EnumerateArray().Where(IsGrave).Select(Describe)];
        }
        finally
        {
            await session.DetachAsync();
        }
    }

    private static async Task<int> CreateWorldAsync(ICDPSession session)
    {
        var tree = await session.SendAsync("Page.getFrameTree");
        var frame = tree!.Value.GetProperty("frameTree").GetProperty("frame").GetProperty("id").GetString()!;
        var world = await session.SendAsync("Page.createIsolatedWorld", new() { ["frameId"] = frame, ["worldName"] = World });
        return world!.Value.GetProperty("executionContextId").GetInt32();
    }

    private static async Task<JsonElement> EvaluateAsync(ICDPSession session, int world, string expression)
    {
        var answer = await session.SendAsync("Runtime.evaluate", new()
        {
            ["expression"] = expression,
            ["contextId"] = world,
            ["awaitPromise"] = true,
            ["returnByValue"] = true,
        });
        return answer!.Value.TryGetProperty("exceptionDetails", out var broken)
            ? throw new InvalidOperationException($"axe-core did not run: {broken.GetRawText()}")
            : answer.Value.GetProperty("result").GetProperty("value");
    }

    private static bool IsGrave(JsonElement violation) => violation.GetProperty("impact").GetString() is "serious" or "critical";

    private static string Describe(JsonElement violation)
    {
        var elements = violation.GetProperty("nodes").EnumerateArray()
            .Select(node => $"  {string.Join(' ', node.GetProperty("target").EnumerateArray().Select(part => part.ToString()))}: {node.GetProperty("failureSummary").GetString()!.ReplaceLineEndings(" ")}");
        return string.Join(Environment.NewLine, elements.Prepend($"{violation.GetProperty("id").GetString()} ({violation.GetProperty("impact").GetString()}): {violation.GetProperty("help").GetString()}"));
    }
}

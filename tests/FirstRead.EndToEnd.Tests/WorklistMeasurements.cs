using System.Globalization;
using FirstRead.Cli.Demo.Portal;
using Microsoft.Playwright;

namespace FirstRead.EndToEnd.Tests;

/// <summary>What a long worklist costs the browser (docs/performance.md). Measures and judges nothing: a busy machine is slow.</summary>
[TestFixture, Explicit("Measures.")]
public sealed class WorklistMeasurements
{
    private const int Frames = 400;

    /// <summary>Scrolls 120 pixels a frame, and gives the milliseconds between frames.</summary>
    private const string Scroll = """
        () => new Promise((done) => {
          const gaps = [];
          let last = performance.now();
          let y = 0;
          const step = (now) => {
            gaps.push(now - last);
            last = now;
            y += 120;
            scrollTo(0, y);
            gaps.length < 400 ? requestAnimationFrame(step) : done(gaps);
          };
          requestAnimationFrame(step);
        })
        """;

    [TestCase(0)]
    [TestCase(1000)]
    public async Task Worklist_ScrolledAndChanged(int rows)
    {
        await using var mock = await PortalMock.StartAsync("--rows", rows.ToString(CultureInfo.InvariantCulture));
        await using var browser = await PortalBrowser.LaunchAsync();
        await using var flow = await browser.OpenAsync(mock.Portal);
        await flow.LogIn("radiologist", PortalMock.Password);
        await flow.WorklistRows.First.WaitForAsync();
        await flow.Page.WaitForTimeoutAsync(3000);
        var session = await flow.Page.Context.NewCDPSessionAsync(flow.Page);
        await session.SendAsync("Performance.enable");

        var before = await TasksAsync(session);
        var gaps = (await flow.Page.EvaluateAsync<double[]>(Scroll)).Order().ToArray();
        var scrolled = (await TasksAsync(session) - before) / Frames;
        Print($"{rows} rows, {await flow.WorklistRows.CountAsync()} in the page: a frame each {gaps[Frames / 2]:0.0} ms (median), {gaps[Frames * 95 / 100]:0.0} (95 %), {gaps[^1]:0.0} (worst); main thread {scrolled:0.0} ms a frame");

        before = await TasksAsync(session);
        await flow.Page.WaitForTimeoutAsync(9000);
        var quiet = await TasksAsync(session) - before;
        before = await TasksAsync(session);
        for (var poll = 0; poll < 3; poll++)
        {
            await mock.Interfere("crowd-moves");
            await flow.Page.WaitForTimeoutAsync(3000);
        }
        Print($"{rows} rows: main thread {quiet / 3:0} ms a poll without a change, {(await TasksAsync(session) - before) / 3:0} ms where every row changes");
    }

    private static void Print(FormattableString words) => TestContext.Progress.WriteLine(words.ToString(CultureInfo.InvariantCulture));

    /// <summary>Milliseconds that the main thread has worked.</summary>
    private static async Task<double> TasksAsync(ICDPSession session)
    {
        var answer = await session.SendAsync("Performance.getMetrics");
        return answer!.Value.GetProperty("metrics").EnumerateArray().First(metric => metric.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble() * 1000;
    }
}

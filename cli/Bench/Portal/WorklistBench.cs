using System.Globalization;
using FirstRead.Cli.Demo.Portal;
using Microsoft.Playwright;

namespace FirstRead.Cli.Bench.Portal;

/// <summary>What a worklist of so many rows costs the browser: while it is scrolled, while nothing changes, and while every row does.</summary>
internal sealed class WorklistBench(PortalBrowser browser, int rows, TextWriter output)
{
    private const int Frames = 400;
    private const int Polls = 3;

    /// <summary>The portal asks for news this often (docs/guides/radiologist.md).</summary>
    private const int PollMs = 3000;

    /// <summary>Scrolls 120 pixels a frame, and gives the milliseconds between frames.</summary>
    private const string Scroll = """
        (frames) => new Promise((done) => {
          const gaps = [];
          let last = performance.now();
          let y = 0;
          const step = (now) => {
            gaps.push(now - last);
            last = now;
            y += 120;
            scrollTo(0, y);
            gaps.length < frames ? requestAnimationFrame(step) : done(gaps);
          };
          requestAnimationFrame(step);
        })
        """;

    public async Task RunAsync()
    {
        await using var mock = await PortalMock.StartAsync("--rows", rows.ToString(CultureInfo.InvariantCulture));
        await using var flow = await browser.OpenAsync(mock.Portal);
        await flow.LogIn("radiologist", PortalMock.Password);
        await flow.WorklistRows.First.WaitForAsync();
        var session = await flow.Page.Context.NewCDPSessionAsync(flow.Page);
        await session.SendAsync("Performance.enable");
        // Over the first load's work.
        await flow.Page.WaitForTimeoutAsync(PollMs);

        var before = await WorkedAsync(session);
        var gaps = (await flow.Page.EvaluateAsync<double[]>(Scroll, Frames)).Order().ToArray();
        var name = rows == 0 ? "the sample worklist" : $"{rows} rows";
        Print($"Between two frames while {name} is scrolled", gaps[Frames / 2], gaps[Frames * 95 / 100], gaps[^1]);
        Print($"Main thread a frame, {name}", (await WorkedAsync(session) - before) / Frames);

        before = await WorkedAsync(session);
        await flow.Page.WaitForTimeoutAsync(Polls * PollMs);
        Print($"Main thread a poll without a change, {name}", (await WorkedAsync(session) - before) / Polls);
        if (rows > 0)
            await AllRowsChangeAsync(mock, flow, session);
    }

    private async Task AllRowsChangeAsync(PortalMock mock, PortalFlow flow, ICDPSession session)
    {
        var before = await WorkedAsync(session);
        for (var poll = 0; poll < Polls; poll++)
        {
            await mock.Interfere("crowd-moves");
            await flow.Page.WaitForTimeoutAsync(PollMs);
        }
        Print($"Main thread a poll that changes all {rows} rows", (await WorkedAsync(session) - before) / Polls);
    }

    private void Print(string what, params double[] milliseconds) =>
        output.WriteLine($"| {what} | {string.Join(" | ", Enumerable.Range(0, 3).Select(column => column < milliseconds.Length ? milliseconds[column].ToString("0.0", CultureInfo.InvariantCulture) + " ms" : ""))} |");

    /// <summary>Milliseconds that the main thread has worked so far.</summary>
    private static async Task<double> WorkedAsync(ICDPSession session)
    {
        var answer = await session.SendAsync("Performance.getMetrics");
        return answer!.Value.GetProperty("metrics").EnumerateArray().First(metric => metric.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble() * 1000;
    }
}

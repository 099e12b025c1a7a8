using System.Diagnostics;
using System.Globalization;
using FirstRead.Cli.Demo.Portal;

namespace FirstRead.Cli.Bench.Portal;

/// <summary>Measures the portal as a person meets it, against its own mock on loopback, and prints a table.</summary>
/// <param name="opens">Studies opened by each kind of browser.</param>
/// <param name="rows">Of the long worklist.</param>
internal sealed class PortalBench(int opens, int rows, TextWriter output)
{
    public async Task RunAsync()
    {
        await using var browser = await PortalBrowser.LaunchAsync();
        await output.WriteLineAsync("| What | Median | 95 % | Worst |\n|---|---|---|---|");
        await FirstImagesAsync(browser);
        foreach (var count in new[] { 0, rows })
            await new WorklistBench(browser, count, output).RunAsync();
    }

    /// <summary>From the press on a row of the worklist to drawn pixels.</summary>
    private async Task FirstImagesAsync(PortalBrowser browser)
    {
        await using var mock = await PortalMock.StartAsync();
        List<double> cold = [], warm = [];
        for (var round = 0; round < opens; round++)
        {
            await using var flow = await browser.OpenAsync(mock.Portal);
            await flow.LogIn("radiologist", PortalMock.Password);
            cold.Add(await OpenAsync(flow));
            await flow.ShowWorklist();
            warm.Add(await OpenAsync(flow));
        }
        Print("First image, a browser that was never here", cold);
        Print("First image, the next study", warm);
    }

    private static async Task<double> OpenAsync(PortalFlow flow)
    {
        var row = flow.Page.Locator($"a.row-link[data-study='{PortalMock.Study(1)}']");
        await row.WaitForAsync();
        var started = Stopwatch.GetTimestamp();
        await row.ClickAsync();
        await flow.WaitForImage();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private void Print(string what, IReadOnlyList<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {sorted[sorted.Length / 2] / 1000:0.00} s | {sorted[sorted.Length * 95 / 100] / 1000:0.00} s | {sorted[^1] / 1000:0.00} s |"));
    }
}

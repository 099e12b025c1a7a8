using System.CommandLine;
using FirstRead.Cli.Demo.Portal;

namespace FirstRead.Cli.Bench.Portal;

/// <summary><c>firstread bench portal</c>: how soon a radiologist sees the first image, and what a long worklist costs the browser.</summary>
public static class PortalBenchCommand
{
    public static Command Create()
    {
        var opens = new Option<int>("--opens")
        {
            Description = "How often a study is opened by each of two browsers, one new and one that has been there before.",
            DefaultValueFactory = _ => 10,
        };
        var rows = new Option<int>("--rows")
        {
            Description = "Rows of the long worklist.",
            DefaultValueFactory = _ => 1000,
        };
        var command = new Command("portal", "Open studies and scroll the worklist in headless Chromium, and print the times, as Markdown.") { opens, rows };
        command.SetAction(async (parsed, _) =>
        {
            if (!PortalBrowser.IsInstalled || !PortalMock.IsBuilt)
            {
                await Console.Error.WriteLineAsync("chromium or portal/dist is absent: eng/build.sh test");
                return 2;
            }
            await new PortalBench(parsed.GetValue(opens), parsed.GetValue(rows), Console.Out).RunAsync();
            return 0;
        });
        return command;
    }
}

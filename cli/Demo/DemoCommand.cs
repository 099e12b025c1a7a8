using System.CommandLine;

namespace FirstRead.Cli.Demo;

/// <summary><c>firstread demo</c>: starts the local cloud and plays every sample study through the real programs.</summary>
public static class DemoCommand
{
    public static Command Create()
    {
        var once = new Option<bool>("--once") { Description = "Exit when everything was seen, instead of leaving it all running." };
        var json = new Option<bool>("--json") { Description = "End with one JSON object on the last line." };
        var port = new Option<int?>("--port") { Description = "First port of the local cloud; standard 8640, with --once any free one." };
        var data = new Option<string>("--data") { Description = "Where the local cloud keeps its data; emptied first.", DefaultValueFactory = _ => ".local" };
        var stalled = new Option<int>("--stalled-seconds") { Description = "How long an upload may stand still before what did not come is given up.", DefaultValueFactory = _ => 45 };
        var command = new Command("demo", "Play the whole pipeline on this machine.") { once, json, port, data, stalled };
        command.SetAction(async (parsed, cancel) =>
        {
            var (stay, repository, folder) = (!parsed.GetValue(once), RepositoryFolder.Find(), Path.GetFullPath(parsed.GetValue(data)!));
            Empty(folder);
            string[] options = ["--stalled-seconds", $"{parsed.GetValue(stalled)}"];
            // Nobody answers the phone in a run that only counts messages: however slow the machine is, none comes twice.
            if (!stay)
                options = [.. options, "--escalation-minutes", "240"];
            await using var cloud = await CloudProcess.StartAsync(repository, folder, parsed.GetValue(port) ?? (stay ? 8640 : 0), cancel, options);
            var report = await new DemoRun(cloud, repository, TimeProvider.System, Console.Error).RunAsync(cancel);
            var output = parsed.GetValue(json) ? Console.Error : Console.Out;
            report.WriteTable(output);
            if (parsed.GetValue(json))
                Console.WriteLine(report.ToJson());
            if (stay)
                await StayAsync(cloud, output, cancel);
            return report.Ok ? 0 : 1;
        });
        return command;
    }

    /// <summary>Only what a demo wrote is emptied: a folder that holds other files is refused.</summary>
    private static void Empty(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        if (Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, "local-cloud.log")))
            throw new CommandException($"'{folder}' holds files that are no local cloud's: give another --data.");
        Directory.Delete(folder, recursive: true);
    }

    private static async Task StayAsync(CloudProcess cloud, TextWriter output, CancellationToken cancel)
    {
        using var description = cloud.Describe();
        var root = description.RootElement;
        output.WriteLine();
        output.WriteLine($"Portal:  {root.GetProperty("gateway").GetString()}");
        output.WriteLine($"Phone:   {root.GetProperty("gateway").GetString()}/outbox");
        foreach (var login in root.GetProperty("logins").EnumerateArray())
            output.WriteLine($"Login:   {login.GetProperty("username").GetString(),-32} {login.GetProperty("password").GetString()}");
        output.WriteLine("Upload:  ./firstread upload DIR");
        output.WriteLine("Press Ctrl+C to stop.");
        try
        {
            await cloud.UntilStoppedAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            output.WriteLine("Stopping.");
        }
    }
}

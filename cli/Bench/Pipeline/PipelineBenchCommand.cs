using System.CommandLine;
using FirstRead.Core.Settings;

namespace FirstRead.Cli.Bench.Pipeline;

/// <summary><c>firstread bench pipeline</c>: from the last byte to the message, and what it costs.</summary>
public static class PipelineBenchCommand
{
    public static Command Create()
    {
        var studies = new Option<int>("--studies") { Description = "Studies that arrive together at most: a quarter and a half of them come first. 0: none.", DefaultValueFactory = _ => 200 };
        var slices = new Option<int>("--slices") { Description = "Slices of each.", DefaultValueFactory = _ => 20 };
        var repeats = new Option<int>("--repeats") { Description = "One-image studies, one after the other. 0: none.", DefaultValueFactory = _ => 30 };
        var cold = new Option<int>("--cold") { Description = "One-image studies that find no function running. 0: none.", DefaultValueFactory = _ => 5 };
        var soak = new Option<double>("--soak") { Description = "Minutes of steady work, with memory and handles each minute. 0: none." };
        var perMinute = new Option<double>("--soak-per-minute") { Description = "Studies a minute of the steady work at most; fewer where the tasks drain them slower.", DefaultValueFactory = _ => 10 };
        var programs = new Option<string?>("--programs") { Description = "Published programs (eng/publish-functions.sh, eng/publish-container.sh); the build's own if not given." };
        var folder = new Option<string>("--folder") { Description = "Where the local cloud keeps things; emptied before and after.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "firstread-bench-pipeline") };
        var json = new Option<bool>("--json") { Description = "Print JSON instead of tables." };
        var output = new Option<string?>("--out") { Description = "Write the JSON to this file too." };
        var command = new Command("pipeline", "Send studies through the local cloud and print time to the message, throughput, CPU, requests and memory.")
        {
            studies, slices, repeats, cold, soak, perMinute, programs, folder, json, output,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            if (!OperatingSystem.IsLinux())
                throw new CommandException("The benchmark measures through Linux's /proc.");
            var order = new PipelineOrder(
                parsed.GetValue(studies), parsed.GetValue(slices), parsed.GetValue(repeats), parsed.GetValue(cold), parsed.GetValue(soak), parsed.GetValue(perMinute),
                (parsed.GetValue(programs) ?? EnvironmentReader.OfProcess.Optional(EnvironmentNames.Programs)) is { } named ? Path.GetFullPath(named) : null);
            var report = await new PipelineBench(RepositoryFolder.Find(), Path.GetFullPath(parsed.GetRequiredValue(folder)), Console.Error).RunAsync(order, cancel);
            if (parsed.GetValue(output) is { } file)
                await File.WriteAllTextAsync(file, report.ToJson(), cancel);
            if (parsed.GetValue(json))
                Console.WriteLine(report.ToJson());
            else
                PipelineTables.Write(Console.Out, report);
            return report.Ok ? 0 : 1;
        });
        return command;
    }
}

/// <summary>What is to be measured; 0 leaves a part out.</summary>
/// <param name="Soak">Minutes.</param>
/// <param name="SoakPerMinute">Studies; more than 0.</param>
/// <param name="Programs">Null: the build's own.</param>
public sealed record PipelineOrder(int Studies, int Slices, int Repeats, int Cold, double Soak, double SoakPerMinute, string? Programs);

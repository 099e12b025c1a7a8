using System.CommandLine;
using FirstRead.Cli.Bench.Pipeline;

namespace FirstRead.Cli.Bench.ColdStart;

/// <summary><c>firstread bench coldstart</c>: how long each function's first event waits for its process.</summary>
public static class ColdStartBenchCommand
{
    public static Command Create()
    {
        var rounds = new Option<int>("--rounds") { Description = "Starts of each program; medians are printed.", DefaultValueFactory = _ => 7 };
        var ahead = new Option<string?>("--ahead") { Description = "Functions compiled ahead (FUNCTIONS_FORM=ahead eng/publish-functions.sh); artifacts/functions-ahead if not given." };
        var native = new Option<string?>("--native") { Description = "Functions as they are deployed, native programs (eng/publish-functions.sh); artifacts/functions if not given." };
        var folder = new Option<string>("--folder") { Description = "Where the local cloud keeps things; emptied before and after.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "firstread-bench-coldstart") };
        var command = new Command("coldstart", "Start each function afresh, in every form that is there, and print the time to its first answer, CPU, memory and size.") { rounds, ahead, native, folder };
        command.SetAction(async (parsed, cancel) =>
        {
            if (!OperatingSystem.IsLinux())
                throw new CommandException("The benchmark measures through Linux's /proc.");
            var repository = RepositoryFolder.Find();
            string At(string? named, string standard) => Path.GetFullPath(named ?? Path.Combine(repository, "artifacts", standard));
            FunctionForm[] forms =
            [
                new("compiled as it runs", name => ["dotnet", Path.Combine(repository, "functions", name, "bin", "Release", "net10.0", $"{name}.dll")]),
                new("ReadyToRun", name => [Path.Combine(At(parsed.GetValue(ahead), "functions-ahead"), name, "bootstrap")]),
                new("native", name => [Path.Combine(At(parsed.GetValue(native), "functions"), name, "bootstrap")]),
            ];
            ColdStartReport.Write(Console.Out, await new ColdStartBench(repository, Path.GetFullPath(parsed.GetRequiredValue(folder)), forms, Console.Error).RunAsync(parsed.GetValue(rounds), cancel));
        });
        return command;
    }
}

/// <summary>A way to build a function.</summary>
/// <param name="Command">By the function's name: what starts it; the program's file is last.</param>
public sealed record FunctionForm(string Name, Func<string, IReadOnlyList<string>> Command);

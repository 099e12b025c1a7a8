using System.CommandLine;

namespace FirstRead.Cli.Bench.Memory;

/// <summary><c>firstread bench memory</c>: what functions hold at most for the hardest inputs, by which their memory is chosen.</summary>
public static class MemoryBenchCommand
{
    public static Command Create()
    {
        var programs = new Option<string?>("--programs") { Description = "Published programs (eng/publish-functions.sh, eng/publish-container.sh); the build's own if not given." };
        var folder = new Option<string>("--folder") { Description = "Where the local cloud keeps things; emptied before and after.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "firstread-bench-memory") };
        var command = new Command("memory", "Send the hardest inputs through the local cloud and print what each function held at most.") { programs, folder };
        command.SetAction(async (parsed, cancel) =>
        {
            if (!OperatingSystem.IsLinux())
                throw new CommandException("The benchmark measures through Linux's /proc.");
            var named = parsed.GetValue(programs) is { } given ? Path.GetFullPath(given) : null;
            var rows = await new MemoryBench(RepositoryFolder.Find(), Path.GetFullPath(parsed.GetRequiredValue(folder)), named, Console.Error).RunAsync(cancel);
            Console.WriteLine("| function | input | peak MB | end |");
            Console.WriteLine("|---|---|---:|---|");
            foreach (var row in rows)
                Console.WriteLine(FormattableString.Invariant($"| {row.Function} | {row.Input} | {row.Bytes / 1e6:F0} | {row.End} |"));
            return 0;
        });
        return command;
    }
}

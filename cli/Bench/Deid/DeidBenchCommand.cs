using System.CommandLine;

namespace FirstRead.Cli.Bench.Deid;

/// <summary><c>firstread bench deid</c>: the de-identifier against <c>cp</c> and the tools found on the machine.</summary>
public static class DeidBenchCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--folder") { Description = "Where inputs (3.7 GB, kept) and outputs (removed) are written.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "firstread-bench") };
        var rounds = new Option<int>("--rounds") { Description = "How often each program meets each set, after one time that does not count.", DefaultValueFactory = _ => 5 };
        var names = new Option<string[]>("--set") { Description = $"Only this set; repeatable: {string.Join(", ", InputSet.All.Select(set => set.Name))}." };
        var json = new Option<bool>("--json") { Description = "JSON instead of the table." };
        var command = new Command("deid", "De-identify synthetic files with this program, cp and the tools found here, cold processes on a warm cache; print times, CPU and memory.") { folder, rounds, names, json };
        command.SetAction(parsed =>
        {
            if (!OperatingSystem.IsLinux())
                throw new CommandException("The benchmark measures through Linux's wait4.");
            var root = Directory.CreateDirectory(parsed.GetRequiredValue(folder)).FullName;
            var count = Math.Max(1, parsed.GetValue(rounds));
            var wanted = parsed.GetValue(names) ?? [];
            var sets = InputSet.All.Where(set => wanted.Length == 0 || wanted.Contains(set.Name)).ToList();
            var (found, absent) = Contender.Find(RepositoryFolder.Find(), root);
            var rows = new DeidBench(root, found, Console.Error.WriteLine).Run(sets, count);
            if (parsed.GetValue(json))
            {
                using var output = Console.OpenStandardOutput();
                BenchReport.WriteJson(output, rows, absent, count);
            }
            else
            {
                BenchReport.WriteTable(Console.Out, rows, absent, count);
            }
        });
        return command;
    }
}

using System.CommandLine;

namespace FirstRead.Cli.Bench.Analyze;

/// <summary><c>firstread bench analyze</c>: the analysis against what people write with pydicom and torch.</summary>
public static class AnalyzeBenchCommand
{
    public static Command Create()
    {
        var folder = new Option<string>("--folder") { Description = "Where inputs and outputs are written.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "firstread-bench-analyze") };
        var rounds = new Option<int>("--rounds") { Description = "How often each program meets each study, after one time that does not count.", DefaultValueFactory = _ => 5 };
        var command = new Command("analyze", "Analyze a radiograph and a series with this program and with pydicom and torch, cold processes on a warm cache; print times, CPU and memory.") { folder, rounds };
        command.SetAction(parsed =>
        {
            if (!OperatingSystem.IsLinux())
                throw new CommandException("The benchmark measures through Linux's wait4.");
            if (MeasuredProcess.Run(["/usr/bin/python3", "-c", "import torch, pydicom, PIL"]).ExitCode != 0)
                throw new CommandException("The peer needs Debian's python3-torch, python3-pydicom and python3-pil.");
            var (repository, root) = (RepositoryFolder.Find(), Path.GetFullPath(parsed.GetRequiredValue(folder)));
            var inputs = new AnalyzeInputs(repository, root);
            var count = Math.Max(1, parsed.GetValue(rounds));
            var rows = inputs.Write().SelectMany(set => new AnalyzeBench(repository, root, inputs.Bundles, Console.Error.WriteLine).Run(set, count)).ToList();
            AnalyzeReport.Write(Console.Out, rows, count);
        });
        return command;
    }
}

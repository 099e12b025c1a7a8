using System.CommandLine;
using FirstRead.Cli.Samples;

namespace FirstRead.Cli.Bench.Container;

/// <summary><c>firstread bench container</c>: what draining the queue costs.</summary>
public static class ContainerBenchCommand
{
    public static Command Create()
    {
        var studies = new Option<int>("--studies") { Description = "Studies in line.", DefaultValueFactory = _ => 10 };
        var slices = new Option<int>("--slices") { Description = "Slices of each.", DefaultValueFactory = _ => 100 };
        var side = new Option<int>("--side") { Description = "Rows and columns of a slice: 256 or 512.", DefaultValueFactory = _ => 512 };
        side.AcceptOnlyFromAmong("256", "512");
        var frames = new Option<bool>("--frames") { Description = "One enhanced object a study, its slices as frames." };
        var program = new Option<string?>("--program") { Description = "The container's program; the build's own if not given." };
        var folder = new Option<string>("--folder") { Description = "Where the stores keep things; emptied before and after.", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "firstread-bench-container") };
        var command = new Command("container", "Put studies in line, drain them with the container's own process, and print studies a minute, CPU, memory and stages.") { studies, slices, side, frames, program, folder };
        command.SetAction((parsed, cancel) =>
        {
            if (!OperatingSystem.IsLinux())
                throw new CommandException("The benchmark measures through Linux's wait4.");
            var repository = RepositoryFolder.Find();
            var run = new ContainerBenchRun(
                repository,
                Path.GetFullPath(parsed.GetRequiredValue(folder)),
                Path.GetFullPath(parsed.GetValue(program) ?? Path.Combine(repository, "inference-container", "bin", "Release", "net10.0", "FirstRead.Inference")));
            return run.RunAsync(Math.Max(1, parsed.GetValue(studies)), Math.Max(1, parsed.GetValue(slices)), parsed.GetValue(side), parsed.GetValue(frames), cancel);
        });
        return command;
    }
}

/// <summary>From an empty folder to the table.</summary>
internal sealed class ContainerBenchRun(string repository, string folder, string program)
{
    private const string Model = "brain-tumor-mri";

    public async Task RunAsync(int studies, int slices, int side, bool frames, CancellationToken cancel)
    {
        if (!File.Exists(program))
            throw new CommandException($"There is no program '{program}': run {Path.Combine(repository, "eng", "build.sh")}.");
        Clear();
        try
        {
            LenientBundle.Copy(repository, Model, Path.Combine(folder, "bundles"));
            var sources = BenchStudies.Simulated(repository, Path.Combine(folder, "samples"));
            using var stores = await BenchStores.StartAsync(repository, Path.Combine(folder, "stores"), cancel);
            var bench = new ContainerBench(program, stores, Path.Combine(folder, "bundles"));
            ContainerReport.Write(Console.Out, await bench.RunAsync(new(stores, sources, side), studies, slices, side, frames, cancel));
        }
        finally
        {
            Clear();
        }
    }

    private void Clear()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}

using System.CommandLine;
using FirstRead.Core.Cost;

namespace FirstRead.Cli.Scale;

/// <summary><c>firstread scale</c>: how full each service is at the peak of a day, what is full first, and how long studies wait.</summary>
public static class ScaleCommand
{
    public static Command Create()
    {
        var studies = new Option<double>("--studies-per-day") { Description = "Studies a day.", DefaultValueFactory = _ => 1000 };
        var slices = new Option<int>("--slices") { Description = "Files of a study.", DefaultValueFactory = _ => 200 };
        var tasks = new Option<int>("--tasks") { Description = "Inference tasks at once (maxTasks).", DefaultValueFactory = _ => 20 };
        var ingest = new Option<int>("--ingest") { Description = "Invocations of Ingest at once.", DefaultValueFactory = _ => 400 };
        var document = new Option<FileInfo?>("--document") { Description = "Write the tables of docs/scale.md into this file instead." };
        studies.Validators.Add(option => { if (option.GetValueOrDefault<double>() is not (> 0 and <= 1e8)) option.AddError("--studies-per-day must be above 0 and at most 100000000."); });
        slices.Validators.Add(option => { if (option.GetValueOrDefault<int>() is < 1 or > 100_000) option.AddError("--slices must be 1 to 100000."); });
        tasks.Validators.Add(option => { if (option.GetValueOrDefault<int>() is < 1 or > 100_000) option.AddError("--tasks must be 1 to 100000."); });
        ingest.Validators.Add(option => { if (option.GetValueOrDefault<int>() is < 1 or > 1_000_000) option.AddError("--ingest must be 1 to 1000000."); });
        var command = new Command("scale", "Say which service is full first at so many studies a day, and simulate the wait for a task.") { studies, slices, tasks, ingest, document };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(document) is { } file)
                File.WriteAllText(file.FullName, ScaleReport.Replace(File.ReadAllText(file.FullName)));
            else
                Console.Out.Write(ScaleReport.Text(new ScaleLoad(parsed.GetValue(studies), parsed.GetValue(slices), parsed.GetValue(tasks), parsed.GetValue(ingest))));
            return 0;
        });
        return command;
    }
}

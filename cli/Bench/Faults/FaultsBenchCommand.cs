using System.CommandLine;

namespace FirstRead.Cli.Bench.Faults;

/// <summary><c>firstread bench faults</c>: studies through a local cloud in which things go wrong, and what is promised held against what is stored.</summary>
public static class FaultsBenchCommand
{
    public static Command Create()
    {
        var studies = new Option<int>("--studies")
        {
            Description = "How many to send for each seed.",
            DefaultValueFactory = _ => 20,
        };
        var seed = new Option<int>("--seed")
        {
            Description = "The first; of studies and faults.",
            DefaultValueFactory = _ => 1,
        };
        var seeds = new Option<int>("--seeds")
        {
            Description = "How many seeds, one after the other.",
            DefaultValueFactory = _ => 1,
        };
        var json = new Option<bool>("--json") { Description = "End with one JSON object on the last line." };
        var keep = new Option<DirectoryInfo?>("--keep") { Description = "Leave everything that was stored in this folder, which must not exist." };
        var command = new Command("faults", "Break the local cloud in many ways and hold what is promised against what is stored.") { studies, seed, seeds, json, keep };
        command.SetAction(async (parsed, cancel) =>
        {
            var repository = RepositoryFolder.Find();
            var (first, count, each, kept) = (parsed.GetValue(seed), parsed.GetValue(seeds), parsed.GetValue(studies), parsed.GetValue(keep));
            if (kept?.Exists == true)
                throw new CommandException($"'{kept}' exists: name a new folder.");
            var reports = new List<FaultReport>();
            for (var next = first; next < first + count; next++)
            {
                var folder = kept is null ? Directory.CreateTempSubdirectory("firstread-faults-").FullName : Directory.CreateDirectory(Path.Combine(kept.FullName, $"{next}")).FullName;
                try
                {
                    reports.Add(await new FaultRun(repository, folder, next, each, TimeProvider.System, Console.Error).RunAsync(cancel));
                    reports[^1].Write(parsed.GetValue(json) ? Console.Error : Console.Out);
                }
                finally
                {
                    if (kept is null)
                        Directory.Delete(folder, recursive: true);
                }
            }
            if (parsed.GetValue(json))
                Console.WriteLine(FaultReport.ToJson(reports));
            return reports.TrueForAll(report => report.Ok) ? 0 : 1;
        });
        return command;
    }
}

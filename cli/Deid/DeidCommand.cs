using System.CommandLine;
using FirstRead.Core;
using FirstRead.Core.Deidentification;
using FirstRead.TextDetection;

namespace FirstRead.Cli.Deid;

/// <summary><c>firstread deid PATH... --out DIR</c>: de-identifies files and folders.</summary>
public static class DeidCommand
{
    private const string Summary = """
        De-identify DICOM files (PS3.15 Annex E).

        New files are named after their new SOPInstanceUID and folders get names that say nothing, for names of files and
        folders may name a patient. A file appears whole or not at all, and none is ever overwritten. A file whose pixels may
        show a name is held: nothing is written of it, and a person must look.

        UIDs, tokens and date shifts come from two random keys. Without --keys they are made for this run and forgotten: files
        of one run fit together, those of two runs do not. With --keys FILE runs fit together; whoever has that file can test
        a guess of who someone is, so guard it like the names themselves.
        """;

    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Files and folders; subfolders are included.", Arity = ArgumentArity.OneOrMore };
        var target = new Option<string>("--out") { Description = "Folder for the new files; it is created.", Required = true };
        var profile = new Option<string>("--profile") { Description = "basic, clinical-review, or a profile file.", DefaultValueFactory = _ => "basic" };
        var keys = new Option<string?>("--keys") { Description = "File with the keys of this and later runs; created, for its owner alone, where there is none." };
        var jobs = new Option<int>("--jobs") { Description = "Files at once.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var json = new Option<bool>("--json") { Description = "A line of JSON for each file: file, status (ok, refused, held), output, code, message, ms, bytes. It names the source files." };
        var report = new Option<string?>("--report") { Description = "File for a report a study, as JSON: what was removed, replaced and kept, how often and why; no values." };
        jobs.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && (!int.TryParse(result.Tokens[0].Value, out var count) || count is < 1 or > 256))
                result.AddError("--jobs is a number from 1 to 256.");
        });
        var command = new Command("deid", Summary) { paths, target, profile, keys, jobs, json, report };
        command.SetAction((parsed, cancel) =>
        {
            var random = new SystemRandomSource();
            var chosen = Profile(parsed.GetRequiredValue(profile));
            using var texts = chosen.Has(DeidentificationOption.CleanPixelData) ? new OnnxTextDetector() : null;
            var order = new DeidOrder(
                parsed.GetRequiredValue(paths),
                parsed.GetRequiredValue(target),
                chosen,
                texts,
                parsed.GetValue(keys) is { } file ? DeidKeys.Open(file, random) : DeidKeys.Fresh(random),
                parsed.GetValue(jobs),
                parsed.GetValue(report) is null ? null : new StudyReports());
            using var output = Console.OpenStandardOutput();
            var code = DeidRun.Run(order, new OutcomeReport(output, parsed.GetValue(json)), TimeProvider.System, cancel);
            if (parsed.GetValue(report) is { } path)
                order.Reports!.Write(path);
            return Task.FromResult(code);
        });
        return command;
    }

    private static DeidentificationProfile Profile(string name)
    {
        try
        {
            return DeidentificationProfile.Load(name);
        }
        catch (ProfileException problem)
        {
            throw new CommandException(problem.Message);
        }
    }
}

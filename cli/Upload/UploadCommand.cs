using System.CommandLine;

namespace FirstRead.Cli.Upload;

/// <summary><c>firstread upload DIR</c>: announces a folder's files and sends them to the clinic's presigned URLs.</summary>
public static class UploadCommand
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = "Folder with the study's files; subfolders are included." };
        var where = new TargetOptions();
        var priority = new Option<string>("--priority") { Description = "routine, urgent or stat.", DefaultValueFactory = _ => "routine" };
        var question = new Option<string?>("--question") { Description = "The clinical question." };
        var prior = new Option<bool>("--prior") { Description = "An earlier study for comparison: it never alerts." };
        var unsent = new Option<string[]>("--announce-only") { Description = "A file name that is announced and never sent (for tests of incomplete studies)." };
        var command = new Command("upload", "Upload a study as a clinic.") { folder, priority, question, prior, unsent };
        where.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var uploads = await UploadClient.LogInAsync(where.Find(parsed), cancel);
            var order = new UploadOrder(parsed.GetValue(priority)!, parsed.GetValue(question), parsed.GetValue(prior), parsed.GetValue(unsent) ?? []);
            var files = await LocalFile.ListAsync(parsed.GetRequiredValue(folder), cancel);
            if (files.Count == 0)
                throw new CommandException($"There is no file in '{parsed.GetRequiredValue(folder)}'.");
            var bar = new ProgressBar(files.Where(file => !order.AnnounceOnly.Contains(file.Name)).Sum(file => file.Bytes));
            var receipt = await uploads.SendAsync(files, order, bar.Add, cancel);
            bar.Finish();
            var settled = await uploads.WaitAsync(receipt, files.Count - order.AnnounceOnly.Count, cancel);
            return UploadReport.Write(Console.Out, receipt, settled);
        });
        return command;
    }
}

/// <summary>What goes with the files.</summary>
public sealed record UploadOrder(string Priority, string? Question, bool Prior, IReadOnlyCollection<string> AnnounceOnly);

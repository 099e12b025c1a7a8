using System.CommandLine;
using FirstRead.Cli.Upload.Drop;

namespace FirstRead.Cli.Upload;

/// <summary><c>firstread upload DIR…</c>: sends what is in folders, once or for as long as files come.</summary>
public static class UploadCommand
{
    private static readonly string[] Priorities = ["routine", "urgent", "stat"];

    public static Command Create()
    {
        var folders = new Argument<DirectoryInfo[]>("DIR")
        {
            Description = "Folders with the study's files; subfolders are included. What was sent before, in the same order, is not sent again.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var where = new TargetOptions();
        var priority = new Option<string>("--priority") { Description = "routine, urgent or stat.", DefaultValueFactory = _ => "routine" };
        priority.AcceptOnlyFromAmong(Priorities);
        var question = new Option<string?>("--question") { Description = "The clinical question." };
        var prior = new Option<bool>("--prior") { Description = "An earlier study for comparison: it never alerts." };
        var unsent = new Option<string[]>("--announce-only") { Description = "A file name that is announced and never sent (for tests of incomplete studies)." };
        var watch = new Option<DirectoryInfo?>("--watch") { Description = "A drop folder: sends what comes into it, until stopped." };
        var still = new Option<int>("--still")
        {
            Description = "With --watch: seconds for which a folder's files must not change before they are taken.",
            DefaultValueFactory = _ => 10,
        };
        still.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<int>() is < 1 or > 3600)
                option.AddError("--still must be 1 to 3600 seconds.");
        });
        var command = new Command("upload", "Upload studies as a clinic.") { folders, priority, question, prior, unsent, watch, still };
        where.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var given = parsed.GetValue(folders) ?? [];
            var drop = parsed.GetValue(watch);
            if (given.Length == 0 == (drop is null))
                throw new CommandException("Name the folders to send, or one to --watch.");
            using var uploads = UploadClient.Of(where.Find(parsed));
            var order = new UploadOrder(parsed.GetValue(priority)!, parsed.GetValue(question), parsed.GetValue(prior), parsed.GetValue(unsent) ?? []);
            return drop is null
                ? await SendAsync(uploads, given, order, cancel)
                : await WatchAsync(uploads, drop, order, TimeSpan.FromSeconds(parsed.GetValue(still)), cancel);
        });
        return command;
    }

    private static async Task<int> SendAsync(UploadClient uploads, IReadOnlyList<DirectoryInfo> folders, UploadOrder order, CancellationToken cancel)
    {
        var files = new List<LocalFile>();
        foreach (var folder in folders)
            files.AddRange(await LocalFile.ListAsync(folder, cancel));
        if (files.Count == 0)
            throw new CommandException($"There is no file in '{string.Join("', '", folders.Select(folder => folder.ToString()))}'.");
        var distinct = files.DistinctBy(file => file.Digest).Where(file => !order.AnnounceOnly.Contains(file.Name)).ToList();
        var bar = new ProgressBar(distinct.Sum(file => file.Bytes));
        var sent = await uploads.SendMissingAsync(files, order, bar.Add, cancel);
        bar.Finish();
        if (files.Count > sent.Count)
            await Console.Out.WriteLineAsync($"{files.Count - sent.Count,6} the same as another file, sent once");
        var awaited = sent.Where(file => !order.AnnounceOnly.Contains(file.File.Name)).GroupBy(file => file.Slot.UploadId);
        var states = new List<UploadProgress>();
        foreach (var upload in awaited)
            states.Add(await SettledAsync(uploads, upload.Key, [.. upload.Select(file => file.Slot.FileId)], cancel));
        return UploadReport.Write(Console.Out, sent, states);
    }

    private static async Task<UploadProgress> SettledAsync(UploadClient uploads, string upload, HashSet<string> files, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (true)
        {
            var state = await uploads.StateAsync(upload, cancel);
            if (!state.Files.Any(file => file.State == "pending" && (files.Contains(file.FileId) || (file.Archive is not null && files.Contains(file.Archive)))))
                return state;
            await timer.WaitForNextTickAsync(cancel);
        }
    }

    /// <summary>To be stopped is how a watch ends.</summary>
    private static async Task<int> WatchAsync(UploadClient uploads, DirectoryInfo folder, UploadOrder order, TimeSpan still, CancellationToken cancel)
    {
        using var drop = new DropFolder(folder.FullName);
        var watch = new DropWatch(drop, uploads, order, still, TimeProvider.System, Console.Out);
        try
        {
            await watch.RunAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
        return watch.AnyRefused ? 1 : 0;
    }
}

/// <summary>What goes with the files.</summary>
public sealed record UploadOrder(string Priority, string? Question, bool Prior, IReadOnlyCollection<string> AnnounceOnly);

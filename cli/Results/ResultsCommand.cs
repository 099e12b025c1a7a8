using System.CommandLine;
using FirstRead.Cli.Upload;

namespace FirstRead.Cli.Results;

/// <summary><c>firstread results DIR</c>: fetches the clinic's signed reports under their patients' own names.</summary>
public static class ResultsCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("DIR") { Description = "Where each signed set becomes a folder of its own." };
        var watch = new Option<bool>("--watch")
        {
            Description = "Go on fetching what is signed from now on, until stopped.",
            Arity = ArgumentArity.Zero,
        };
        var once = new Option<bool>("--once")
        {
            Description = "Fetch what there is and end: what it does without --watch.",
            Arity = ArgumentArity.Zero,
        };
        var every = new Option<int>("--every")
        {
            Description = "Seconds between two looks.",
            DefaultValueFactory = _ => 30,
        };
        every.Validators.Add(option =>
        {
            if (option.GetValueOrDefault<int>() is < 1 or > 86_400)
                option.AddError("--every must be 1 to 86400 seconds.");
        });
        var all = new Option<bool>("--all")
        {
            Description = "Begin with the first signature there ever was, for what was refused once; what is already here is left.",
            Arity = ArgumentArity.Zero,
        };
        var where = new TargetOptions();
        var command = new Command("results", "Fetch a clinic's signed reports as a set for its PACS.") { folder, watch, once, all, every };
        where.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            using var client = ResultsClient.Of(where.Find(parsed));
            using var results = new ResultsFolder(parsed.GetRequiredValue(folder));
            if (parsed.GetValue(all))
                results.Cursor = null;
            var fetch = new ResultsFetch(client, results, TimeProvider.System, Console.Out);
            return parsed.GetValue(watch) && !parsed.GetValue(once)
                ? await WatchAsync(fetch, TimeSpan.FromSeconds(parsed.GetValue(every)), cancel)
                : await OnceAsync(fetch, cancel);
        });
        return command;
    }

    private static async Task<int> OnceAsync(ResultsFetch fetch, CancellationToken cancel)
    {
        await fetch.PassAsync(cancel);
        if (fetch.Fetched.Count == 0 && !fetch.AnyRefused)
            await Console.Out.WriteLineAsync("nothing new");
        return fetch.AnyRefused ? 1 : 0;
    }

    /// <summary>To be stopped is how a watch ends.</summary>
    private static async Task<int> WatchAsync(ResultsFetch fetch, TimeSpan every, CancellationToken cancel)
    {
        try
        {
            await fetch.WatchAsync(every, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
        }
        return fetch.AnyRefused ? 1 : 0;
    }
}

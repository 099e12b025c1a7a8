using System.Diagnostics;
using FirstRead.Cli.Bench.Faults.Checks;
using FirstRead.Cli.Demo;
using FirstRead.Cli.Upload;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;

namespace FirstRead.Cli.Bench.Faults;

/// <summary>One seed: starts the local cloud, lets things go wrong while studies are sent, waits until all rests, and holds the promises against what is stored.</summary>
/// <param name="folder">Emptied by the caller: what the cloud stores, and the studies as they were sent.</param>
public sealed class FaultRun(string repository, string folder, int seed, int studies, TimeProvider clock, TextWriter progress)
{
    /// <summary>Without any change for so long, nothing more will.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    private bool IsLong => studies >= FaultSchedule.LongRun;

    public async Task<FaultReport> RunAsync(CancellationToken cancel)
    {
        var (data, models, sent) = (Path.Combine(folder, "cloud"), Path.Combine(folder, "models"), Path.Combine(folder, "sent"));
        var schedule = FaultSchedule.Of(seed, studies);
        Directory.CreateDirectory(data);
        schedule.Save(Path.Combine(folder, "plan.json"));
        SpotBundle.Copy(repository, models);
        var planned = new FaultStudies(seed, sent).Write(studies);
        await progress.WriteLineAsync($"Seed {seed}: starting the local cloud for {studies} studies");
        await using var cloud = await CloudProcess.StartAsync(repository, data, 0, Options(), Environment(models), cancel);
        var took = Stopwatch.StartNew();
        var striker = new Striker(cloud, schedule.Strikes, clock);
        var (taken, unrest) = await TroubleAsync(cloud, striker, planned, cancel);
        var until = took.Elapsed;
        using var stores = new FaultStores(cloud);
        var world = await stores.ReadAsync(cancel);
        var journal = FaultJournal.Read(data);
        var checks = new List<FaultCheck>([.. FileChecks.Of(world, taken), .. StudyChecks.Of(world), .. AlertChecks.Of(world, striker.Struck, journal), await PlantedCheck.RunAsync(cloud, cancel)]);
        await progress.WriteLineAsync("  planned:");
        schedule.Write(progress, until);
        return new FaultReport(seed, studies, world.Files.Count, until, journal.Counts, Count(striker.Struck.Select(hit => $"{hit.Strike.What} {hit.Strike.Program}")),
            Count(world.Studies.Select(study => study.Text(StudiesAttributes.Status)!)), Leftovers(world), checks, unrest);
    }

    private async Task<(IReadOnlyDictionary<string, PlannedStudy> Taken, IReadOnlyList<string> Unrest)> TroubleAsync(CloudProcess cloud, Striker striker, IReadOnlyList<PlannedStudy> planned, CancellationToken cancel)
    {
        using var client = UploadClient.Of(UploadTarget.OfCloud(cloud.CloudFile));
        using var calm = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var striking = striker.RunAsync(calm.Token);
        var uploads = new FaultUploads(client, clock, progress);
        await uploads.SendAsync(planned, cancel);
        using var stores = new FaultStores(cloud);
        // It goes on going wrong while what is left is worked off; then it must come to rest.
        await progress.WriteLineAsync($"  all sent ({uploads.Repeats} sends made anew); waiting for rest, at first in trouble");
        await UntilRestAsync(stores, IsLong ? TimeSpan.FromSeconds(120) : TimeSpan.FromSeconds(12), cancel);
        await File.WriteAllTextAsync(Path.Combine(cloud.Folder, "calm"), "", cancel);
        await calm.CancelAsync();
        await striking;
        await progress.WriteLineAsync("  calm; waiting for rest");
        return (uploads.Taken, await UntilRestAsync(stores, null, cancel));
    }

    /// <param name="most">Null: until nothing changes any more.</param>
    private async Task<IReadOnlyList<string>> UntilRestAsync(FaultStores stores, TimeSpan? most, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(IsLong ? 5 : 1), clock);
        var (all, since, before) = (Stopwatch.StartNew(), Stopwatch.StartNew(), "");
        while (true)
        {
            var unrest = Rest.Unrest(await stores.ReadAsync(cancel));
            var now = string.Join('\n', unrest);
            if (unrest.Count == 0 || all.Elapsed > most || (now == before && since.Elapsed > Patience))
                return unrest;
            if (now != before)
                (before, since) = (now, Stopwatch.StartNew());
            await timer.WaitForNextTickAsync(cancel);
        }
    }

    /// <summary>Nobody answers the phone: whoever would be called next for want of an answer is not, so that every second message is a fault's doing.</summary>
    private string[] Options() =>
    [
        "--faults", Path.Combine(folder, "plan.json"), "--reconcile-seconds", "2", "--retry-seconds", "1", "--stalled-seconds", IsLong ? "60" : "15", "--escalation-minutes", "240",
    ];

    private static Dictionary<string, string> Environment(string models) => new()
    {
        [EnvironmentNames.ModelsDirectory] = models,
        [EnvironmentNames.UploadsPerMinute] = "6000",
    };

    private static Dictionary<string, int> Leftovers(StoredWorld world)
    {
        var known = world.Instances.Select(instance => instance.Text(StudiesAttributes.ObjectKey)!).ToHashSet();
        return new Dictionary<string, int>
        {
            ["de-identified objects without a row"] = world.Objects[ResourceNames.DeidentifiedBucket].Keys.Count(key => key.EndsWith(".dcm", StringComparison.Ordinal) && !known.Contains(key)),
            ["events given up"] = world.Objects[ResourceNames.FailuresBucket].Count,
            ["files announced in vain"] = world.Unpromised.Count,
            ["files that never came"] = world.Files.Count(file => file.Text(StudiesAttributes.State) == "expired"),
            ["messages"] = world.Messages.Count,
            ["result versions"] = world.Results.Sum(results => results.Count()),
        };
    }

    private static Dictionary<string, int> Count(IEnumerable<string> names) => names.CountBy(name => name).OrderBy(name => name.Key, StringComparer.Ordinal).ToDictionary();
}

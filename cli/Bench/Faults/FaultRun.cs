using System.Diagnostics;
using FirstRead.Cli.Bench.Faults.Checks;
using FirstRead.Cli.Bench.Faults.Readers;
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

    private const int CalmPasses = 20;

    private static readonly TimeSpan CalmPause = TimeSpan.FromSeconds(2);

    private bool IsLong => studies >= FaultSchedule.LongRun;

    /// <summary>How often somebody is called who does not answer: a short run does not wait for the second time.</summary>
    private int Called => IsLong ? 2 : 1;

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
        using var portal = new ReaderPortal(cloud, clock);
        var (reader, clinic) = (new FaultReader(portal, seed, clock), new FaultClinic(cloud, Path.Combine(folder, "released"), clock));
        var (uploads, unrest) = await TroubleAsync(cloud, striker, reader, clinic, planned, cancel);
        var until = took.Elapsed;
        using var stores = new FaultStores(cloud);
        // Before all else is read: a release is noted and audited, too.
        var released = await clinic.ReadAsync(cancel);
        var world = await stores.ReadAsync(cancel);
        var journal = FaultJournal.Read(data);
        var checks = new List<FaultCheck>(
        [
            .. FileChecks.Of(world, uploads.Taken, uploads.Cancelled),
            .. StudyChecks.Of(world),
            .. AlertChecks.Of(world, striker.Struck, journal, Called),
            .. ReadingChecks.Of(world, await stores.RoundsAsync(world.Studies, cancel), released, await stores.ChainsAsync(cancel), reader.Acts),
            .. LifecycleChecks.Of(await stores.HistoryAsync(cancel), world.Items),
            await PlantedCheck.RunAsync(cloud, cancel),
        ]);
        await progress.WriteLineAsync("  planned:");
        schedule.Write(progress, until);
        return new FaultReport(seed, studies, world.Files.Count, until, journal.Counts, Count(striker.Struck.Select(hit => $"{hit.Strike.What} {hit.Strike.Program}")),
            Count(reader.Acts.Select(act => $"{act.What} {act.End.ToString().ToLowerInvariant()}")), Count(world.Studies.Select(study => study.Text(StudiesAttributes.Status)!)), Leftovers(world), checks, unrest);
    }

    private async Task<(FaultUploads Uploads, IReadOnlyList<string> Unrest)> TroubleAsync(
        CloudProcess cloud, Striker striker, FaultReader reader, FaultClinic clinic, IReadOnlyList<PlannedStudy> planned, CancellationToken cancel)
    {
        var target = UploadTarget.OfCloud(cloud.CloudFile);
        using var client = UploadClient.Of(target);
        using var portal = new ClinicPortal(stop => ClinicLogin.OpenAsync(target, stop), clock);
        using var calm = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var busy = Task.WhenAll(striker.RunAsync(calm.Token), reader.RunAsync(calm.Token), clinic.RunAsync(calm.Token));
        var uploads = new FaultUploads(client, portal, clock, progress);
        await uploads.SendAsync(planned, cancel);
        using var stores = new FaultStores(cloud);
        // It goes on going wrong while what is left is worked off; then it must come to rest.
        await progress.WriteLineAsync($"  all sent ({uploads.Repeats} sends made anew); waiting for rest, at first in trouble");
        await UntilRestAsync(stores, IsLong ? TimeSpan.FromSeconds(120) : TimeSpan.FromSeconds(12), cancel);
        await File.WriteAllTextAsync(Path.Combine(cloud.Folder, "calm"), "", cancel);
        await calm.CancelAsync();
        await busy;
        await progress.WriteLineAsync("  calm; waiting for rest");
        await UntilRestAsync(stores, null, cancel);
        // What she was refused or not told of is found as it was stored, or done now.
        for (var pass = 0; pass < CalmPasses && await reader.PassAsync(cancel) is not 0; pass++)
            await Task.Delay(CalmPause, clock, cancel);
        return (uploads, await UntilRestAsync(stores, null, cancel));
    }

    /// <param name="most">Null: until nothing changes any more.</param>
    private async Task<IReadOnlyList<string>> UntilRestAsync(FaultStores stores, TimeSpan? most, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(IsLong ? 5 : 1), clock);
        var (all, since, before) = (Stopwatch.StartNew(), Stopwatch.StartNew(), "");
        while (true)
        {
            var unrest = Rest.Unrest(await stores.ReadAsync(cancel), Called);
            var now = string.Join('\n', unrest);
            if (unrest.Count == 0 || all.Elapsed > most || (now == before && since.Elapsed > Patience))
                return unrest;
            if (now != before)
                (before, since) = (now, Stopwatch.StartNew());
            await timer.WaitForNextTickAsync(cancel);
        }
    }

    /// <summary>A long run calls again after two minutes, once: what comes besides is a fault's doing.</summary>
    private string[] Options() =>
    [
        "--faults", Path.Combine(folder, "plan.json"), "--reconcile-seconds", "2", "--retry-seconds", "1", "--stalled-seconds", IsLong ? "60" : "15", "--escalation-minutes", IsLong ? "2,240" : "240",
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

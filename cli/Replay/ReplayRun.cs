using FirstRead.Core.Operations;
using FirstRead.Core.Operations.Failures;
using FirstRead.Core.Studies;

namespace FirstRead.Cli.Replay;

/// <summary>Lists failed events, plays them again, or puts a study in line once more: what the portal does, by the same code.</summary>
/// <param name="who">Stands in the audit log.</param>
internal sealed class ReplayRun(ReplayStores stores, string who, TextWriter output)
{
    private const int MostListed = 1000;

    /// <returns>0: all listed, or played again; 1: some were not.</returns>
    public async Task<int> FailuresAsync(DateOnly day, string? function, string? reason, CancellationToken cancel)
    {
        var (all, more) = await stores.Failures.ListAsync(day, MostListed, cancel);
        var events = all.Where(failed => function is null || failed.Function == function).ToList();
        var replay = new ReplayFailure(stores.Failures, stores.Functions, stores.Audit, TimeProvider.System);
        var left = 0;
        foreach (var failed in events)
        {
            var what = "";
            if (reason is not null && failed is { CanReplay: true, ReplayedAt: null })
            {
                var outcome = await replay.ReplayAsync(failed.Key, who, reason, cancel);
                left += outcome == FailureReplay.HandedOver ? 0 : 1;
                what = outcome == FailureReplay.HandedOver ? "handed over" : "not played again";
            }
            else if (failed.ReplayedAt is { } at)
                what = $"played again {at:u}";
            else if (!failed.CanReplay)
                what = "no event: its results are due by themselves";
            await output.WriteLineAsync($"{failed.At:u}\t{failed.Function}\t{failed.Attempts} tries\t{failed.Condition}\t{failed.Error ?? "-"}\t{what}");
        }
        await output.WriteLineAsync($"{events.Count} failed events on {day:yyyy-MM-dd}{(more ? ", and more" : "")}.");
        return left == 0 ? 0 : 1;
    }

    /// <returns>0: in line; 1: it is not.</returns>
    public async Task<int> StudyAsync(StudyId study, string reason, CancellationToken cancel)
    {
        var outcome = await new ReplayStudy(stores.Studies, stores.Queue, stores.Audit, TimeProvider.System).ReplayAsync(study, who, reason, cancel);
        await output.WriteLineAsync(outcome switch
        {
            ReplayOutcome.InLine => "In line: Reconcile launches it within a minute.",
            ReplayOutcome.Unknown => "There is no such study.",
            ReplayOutcome.Signed => "It is signed: what a person has signed is not analysed again.",
            ReplayOutcome.Moving => "It is on its way, or held: nothing to replay.",
            _ => "It changed meanwhile: look again.",
        });
        return outcome == ReplayOutcome.InLine ? 0 : 1;
    }
}

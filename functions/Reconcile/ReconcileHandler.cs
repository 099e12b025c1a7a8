using Amazon.Lambda.Core;
using FirstRead.Core;
using FirstRead.Core.Launching;
using FirstRead.Core.Operations.Hours;
using FirstRead.Core.Operations.Summaries;
using FirstRead.Core.Probes;
using FirstRead.Core.Retention;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;

namespace FirstRead.Functions.Reconcile;

/// <summary>
/// Each minute: what is due and has not happened. It queries what is due and acts by conditional write; it never scans a
/// table and never lists a bucket. Its line counts what waits: figures and alarms are made of it,
/// and its silence is an alarm too.
/// </summary>
public sealed class ReconcileHandler(
    DueAlerts alerts,
    ExpireUploads uploads,
    FreeTheDead dead,
    LaunchTasks launching,
    SumHours sums,
    MarkOriginals originals,
    DailySummary summary,
    IWorkQueue queue,
    WatchProbes probes,
    EventLog log,
    TimeProvider clock)
{
    /// <param name="scheduled">The schedule's event; nothing in it matters.</param>
    public async Task<Stream> HandleAsync(Stream scheduled, ILambdaContext context)
    {
        using var deadline = new CancellationTokenSource(context.RemainingTime > TimeSpan.FromHours(1) ? Timeout.InfiniteTimeSpan : context.RemainingTime);
        var (looked, failures) = await alerts.LookAsync(deadline.Token);
        var expired = await uploads.ExpireAsync(deadline.Token);
        var freed = await dead.FreeAsync(deadline.Token);
        var launched = await launching.LaunchAsync(deadline.Token);
        var waiting = await queue.ListWaitingAsync(int.MaxValue, deadline.Token);
        var use = await launching.Budget.LookAsync(deadline.Token);
        var testOverdue = await probes.LookAsync(deadline.Token);
        log.Write(
            "reconciled",
            ("request", context.AwsRequestId), ("expired", expired), ("freed", freed), ("launched", launched),
            ("waiting", waiting.Count), ("oldestSeconds", OldestSeconds(waiting)), ("alerts", looked),
            ("taskMinutes", (long)use.Used.TotalMinutes), ("overBudget", use.Over ? 1 : 0), ("paused", use.Paused ? 1 : 0),
            ("testOverdue", testOverdue ? 1 : 0));
        // Figures last: whatever becomes of them, everything else was done and said.
        await sums.SumAsync(deadline.Token);
        if (await originals.MarkAsync(deadline.Token) is > 0 and var marked)
            log.Write("originals-marked", ("request", context.AwsRequestId), ("files", marked));
        // Everything else was done; that somebody could not be called, or told, is an alarm.
        IReadOnlyList<Exception> problems = [.. failures, .. await TellAsync(deadline.Token)];
        if (problems.Count > 0)
            throw new AggregateException(problems);
        return Stream.Null;
    }

    /// <returns>Why the operators could not be told of yesterday; mostly none.</returns>
    private async Task<IReadOnlyList<Exception>> TellAsync(CancellationToken cancel)
    {
        try
        {
            await summary.SendAsync(cancel);
            return [];
        }
        catch (Exception problem)
        {
            return [problem];
        }
    }

    private long OldestSeconds(IReadOnlyList<WorkItem> waiting) =>
        waiting.Count == 0 ? 0 : Math.Max(0, (long)(clock.GetUtcNow() - waiting.Min(work => work.EnqueuedAt)).TotalSeconds);
}

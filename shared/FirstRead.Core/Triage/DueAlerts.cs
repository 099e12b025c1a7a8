using FirstRead.Core.Studies;
using FirstRead.Core.Tracing;

namespace FirstRead.Core.Triage;

/// <summary>
/// Each minute: alerts whose time has come, and results whose stream record never led to an alert. One that fails keeps no
/// other waiting; it stays due.
/// </summary>
public sealed class DueAlerts(AlertPorts ports, ResultAlerts results, SendAlert sending, EventLog log, AlertTrace? trace = null)
{
    private const int Most = 100;

    /// <returns>How many alerts were looked at, and what went wrong with those that failed.</returns>
    public async Task<(int Looked, IReadOnlyList<Exception> Failures)> LookAsync(CancellationToken cancel)
    {
        var (alerts, now) = (ports.Alerts, ports.Clock.GetUtcNow());
        var failures = new List<Exception>();
        var looked = 0;
        foreach (var key in await alerts.ListUnansweredAsync(now, Most, cancel))
            await TryAsync(key, async () => await results.HandleAsync(key, cancel));
        foreach (var key in await alerts.ListDueAsync(now, Most, cancel))
            await TryAsync(key, async () => await alerts.GetAsync(key, cancel) is { } alert ? await sending.SendAsync(alert, cancel) : null);
        return (looked, failures);

        async Task TryAsync(AlertKey key, Func<Task<Alert?>> look)
        {
            looked++;
            try
            {
                var began = ports.Clock.GetUtcNow();
                if (await look() is not { } alert)
                    return;
                log.Write("alert", ("study", key.Study), ("result", key.Attempt), ("state", AlertStateNames.Of(alert.State)), ("messages", alert.Messages), ("problem", alert.Problem), ("ended", alert.Ended));
                if (trace is not null)
                    await trace.SendAsync(alert, began, cancel);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // The decision taken here: the others do not wait for it, and the run fails at its end.
                log.Write("alert-failed", ("study", key.Study), ("result", key.Attempt), ("exception", problem));
                failures.Add(problem);
            }
        }
    }
}

using Amazon.Lambda.Core;
using FirstRead.Core;
using FirstRead.Core.Launching;
using FirstRead.Core.Studies;

namespace FirstRead.Functions.Reconcile;

/// <summary>
/// Each minute: what is due and has not happened. It queries what is due and acts by conditional write; it never scans a
/// table and never lists a bucket. Its missing log line is an alarm.
/// </summary>
public sealed class ReconcileHandler(ExpireUploads uploads, FreeTheDead dead, LaunchTasks launching, EventLog log)
{
    /// <param name="scheduled">The schedule's event; nothing in it matters.</param>
    public async Task<Stream> HandleAsync(Stream scheduled, ILambdaContext context)
    {
        using var deadline = new CancellationTokenSource(context.RemainingTime > TimeSpan.FromHours(1) ? Timeout.InfiniteTimeSpan : context.RemainingTime);
        var expired = await uploads.ExpireAsync(deadline.Token);
        var freed = await dead.FreeAsync(deadline.Token);
        var launched = await launching.LaunchAsync(deadline.Token);
        log.Write("reconciled", ("request", context.AwsRequestId), ("expired", expired), ("freed", freed), ("launched", launched));
        return Stream.Null;
    }
}

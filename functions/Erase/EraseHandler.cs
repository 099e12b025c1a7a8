using Amazon.Lambda.Core;
using FirstRead.Core;
using FirstRead.Core.Patients.Erasing;
using FirstRead.Core.Probes;

namespace FirstRead.Functions.Erase;

/// <summary>
/// Each minute: erasures whose time has come. It may remove what is a patient's, everywhere, and may read none of it: whoever breaks
/// into it can destroy, and whoever breaks into Reidentify, which reads, cannot.
/// </summary>
public sealed class EraseHandler(ErasePatients erasing, RetireProbes probes, EventLog log, TimeProvider clock)
{
    /// <summary>Left for the answer: an orderly end says more than a killed process, and the erasure goes on when its lease ends.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(5);

    /// <param name="scheduled">The schedule's event; nothing in it matters.</param>
    public async Task<Stream> HandleAsync(Stream scheduled, ILambdaContext context)
    {
        var remaining = context.RemainingTime - Reserve;
        using var deadline = new CancellationTokenSource(remaining > TimeSpan.FromHours(1) ? Timeout.InfiniteTimeSpan : remaining, clock);
        if (await erasing.LookAsync(deadline.Token) is > 0 and var sweeps)
            log.Write("erasures-swept", ("request", context.AwsRequestId), ("sweeps", sweeps));
        if (await probes.LookAsync(deadline.Token) is > 0 and var retired)
            log.Write("test-studies-retired", ("request", context.AwsRequestId), ("studies", retired));
        return Stream.Null;
    }
}

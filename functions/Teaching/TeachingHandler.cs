using Amazon.Lambda.Core;
using FirstRead.Core;
using FirstRead.Core.Learning;

namespace FirstRead.Functions.Teaching;

/// <summary>
/// Each minute: teaching copies that were asked for or taken back. A function of its own, for it reads and writes pseudonymous
/// pictures alone: it can reach neither an original nor the vault.
/// </summary>
public sealed class TeachingHandler(PrepareCases cases, EventLog log, TimeProvider clock)
{
    /// <summary>Left for the answer: what is under way then is begun again when its claim has run out.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(2);

    /// <param name="scheduled">The schedule's event; nothing in it matters.</param>
    public async Task<Stream> HandleAsync(Stream scheduled, ILambdaContext context)
    {
        var remaining = context.RemainingTime - Reserve;
        using var deadline = new CancellationTokenSource(remaining > TimeSpan.FromHours(1) ? Timeout.InfiniteTimeSpan : remaining, clock);
        if (await cases.RunAsync(deadline.Token) is > 0 and var worked)
            log.Write("teaching-cases", ("request", context.AwsRequestId), ("cases", worked));
        return Stream.Null;
    }
}

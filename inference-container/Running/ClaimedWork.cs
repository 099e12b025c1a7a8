using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;
using FirstRead.Core.Tracing;
using FirstRead.Inference.Studies;

namespace FirstRead.Inference.Running;

/// <summary>Analyses the study of a claim.</summary>
internal interface IClaimedAnalysis
{
    /// <summary>What is recorded; permanent failures are results too.</summary>
    /// <exception cref="StoreUnavailableException">A store did not answer: the claim is to be given back.</exception>
    Task<AnalysisResult> AnalyseAsync(Claim claim, CancellationToken cancel);
}

/// <summary>Works on one claim: heartbeats beside the analysis, then one fenced write.</summary>
internal sealed class ClaimedWork(IWorkQueue queue, ISlotStore slots, IClaimedAnalysis analysis, TimeSpan heartbeat, TimeProvider time, SpanExport? spans = null)
{
    private const int MostMissed = 3;

    public async Task<WorkEnd> DoAsync(Claim claim, Slot slot, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var beating = BeatAsync(claim, slot, ended);
        try
        {
            var began = time.GetUtcNow();
            var result = await analysis.AnalyseAsync(claim, ended.Token);
            if (!await queue.FinishAsync(claim, result, CancellationToken.None))
                return WorkEnd.Lost;
            if (spans is not null)
                await spans.SendAsync(CancellationToken.None, Trace(claim, result, began));
            return WorkEnd.Finished;
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // Releasing what another holds by now changes nothing.
            await queue.ReleaseAsync(claim, CancellationToken.None);
            return stop.IsCancellationRequested ? WorkEnd.Stopped : WorkEnd.Lost;
        }
        catch
        {
            await queue.ReleaseAsync(claim, CancellationToken.None);
            throw;
        }
        finally
        {
            await ended.CancelAsync();
            await beating;
        }
    }

    /// <summary>The wait in line, from completeness to the claim, and the work.</summary>
    private Span[] Trace(Claim claim, AnalysisResult result, DateTimeOffset began) =>
    [
        new(claim.Study, "wait for a task", $"{claim.Attempt}", claim.Work.EnqueuedAt, began, ("launches", claim.Work.Launches)),
        new(claim.Study, "analyse", $"{claim.Attempt}", began, time.GetUtcNow(), ("attempt", claim.Attempt), ("outcome", StoredNames.Of(result.Outcome)), ("model", result.Model?.Name), ("findings", result.Findings.Count)),
    ];

    /// <summary>Beats for claim and slot; ends the work when either is another's, or when the store has been away for several beats.</summary>
    private async Task BeatAsync(Claim claim, Slot slot, CancellationTokenSource ended)
    {
        try
        {
            var missed = 0;
            using var timer = new PeriodicTimer(heartbeat, time);
            while (await timer.WaitForNextTickAsync(ended.Token))
                try
                {
                    if (!await queue.BeatAsync(claim, ended.Token) || !await slots.BeatAsync(slot, ended.Token))
                        await ended.CancelAsync();
                    missed = 0;
                }
                catch (Exception) when (!ended.IsCancellationRequested && ++missed < MostMissed)
                {
                    // Work of many minutes is not thrown away for one beat; the last write is fenced whatever was beaten.
                }
        }
        catch (OperationCanceledException)
        {
            // The work has ended.
        }
        catch (Exception)
        {
            // A store that is away for so long: the work cannot be finished either.
            await ended.CancelAsync();
        }
    }
}

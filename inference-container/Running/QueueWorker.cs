using FirstRead.Core.Studies;

namespace FirstRead.Inference.Running;

/// <summary>How the work on one claim ended.</summary>
internal enum WorkEnd
{
    Finished,

    /// <summary>Another has the claim by now: nothing was written.</summary>
    Lost,

    /// <summary>SIGTERM: the claim was given back.</summary>
    Stopped,
}

/// <summary>
/// One task's life: its own study first, then the oldest waiting until none is; the slot freed; one more look at the queue,
/// for work that was put in line between the last look and the freeing found no free slot.
/// </summary>
internal sealed class QueueWorker(IWorkQueue queue, ISlotStore slots, ClaimedWork work, JsonLog log)
{
    private const int Look = 16;

    /// <summary>Runs until the queue is empty, the slot is another's, or <paramref name="stop"/>. The slot is free afterwards.</summary>
    public async Task RunAsync(Slot slot, CancellationToken stop)
    {
        while (true)
        {
            string? arn;
            try
            {
                if (!await DrainAsync(slot, stop))
                    return;
                arn = await TaskArnAsync(slot);
            }
            finally
            {
                await slots.FreeAsync(slot, CancellationToken.None);
            }
            if (await NextSlotAsync(stop) is not { } next)
                return;
            slot = next;
            if (arn is not null)
                await slots.SetTaskAsync(slot, arn, stop);
            log.Write("slot-claimed-again", ("slot", slot.Number), ("generation", slot.Generation));
        }
    }

    /// <summary>True when nothing waits any more.</summary>
    private async Task<bool> DrainAsync(Slot slot, CancellationToken stop)
    {
        for (var claim = await queue.TakeAsync(slot.Study, slot.Owner, stop); ; claim = await OldestAsync(slot, stop))
        {
            // The own study may be taken already: then the oldest waiting.
            claim ??= await OldestAsync(slot, stop);
            if (claim is null)
                return true;
            var end = await work.DoAsync(claim, slot, stop);
            log.Write("work-ended", ("study", claim.Study), ("attempt", claim.Attempt), ("end", end));
            if (end != WorkEnd.Finished)
                return false;
        }
    }

    private async Task<Claim?> OldestAsync(Slot slot, CancellationToken stop)
    {
        while (true)
        {
            var waiting = await queue.ListWaitingAsync(Look, stop);
            if (waiting.Count == 0)
                return null;
            foreach (var item in waiting)
                if (await queue.TakeAsync(item.Study, slot.Owner, stop) is { } claim)
                    return claim;
        }
    }

    private async Task<Slot?> NextSlotAsync(CancellationToken stop) =>
        !stop.IsCancellationRequested && await queue.ListWaitingAsync(1, stop) is [var first, ..] ? await slots.ClaimAsync(first.Study, stop) : null;

    // The launcher wrote the task's ARN into the slot; a slot claimed anew must carry it too, or it looks like a launch that failed.
    private async Task<string?> TaskArnAsync(Slot slot) =>
        (await slots.ListAsync(CancellationToken.None)).FirstOrDefault(taken => taken.Number == slot.Number && taken.Generation == slot.Generation)?.TaskArn;
}

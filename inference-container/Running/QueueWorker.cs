using FirstRead.Core.Launching;
using FirstRead.Core.Studies;
using FirstRead.Inference.Studies;

namespace FirstRead.Inference.Running;

/// <summary>How the work on one claim ended.</summary>
internal enum WorkEnd
{
    Finished,

    /// <summary>Another has the claim by now: nothing was written.</summary>
    Lost,

    /// <summary>SIGTERM: the claim was given back.</summary>
    Stopped,

    /// <summary>A store did not answer: the claim was given back, and another task tries it again.</summary>
    GivenBack,
}

/// <summary>
/// One task's life: its own study first, then the oldest waiting until none is; the slot freed; one more look at the queue,
/// for work that was put in line between the last look and the freeing found no free slot. Once the day's task time is spent it
/// takes nothing beyond its own.
/// </summary>
internal sealed class QueueWorker(IWorkQueue queue, ISlotStore slots, TaskBudget budget, ClaimedWork work, JsonLog log)
{
    private const int Look = 16;

    /// <summary>Runs until the queue is empty, the slot is another's, or <paramref name="stop"/>. The slot is free afterwards.</summary>
    /// <exception cref="StoreUnavailableException">A store did not answer, for one study or for several in a row: what was given back waits.</exception>
    public async Task RunAsync(Slot slot, CancellationToken stop)
    {
        var trouble = new StoreTrouble();
        while (true)
        {
            string? arn;
            try
            {
                if (!await DrainAsync(slot, trouble, stop))
                    return;
                trouble.ThrowIfAny();
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

    /// <summary>True when nothing waits any more but what this task gave back.</summary>
    private async Task<bool> DrainAsync(Slot slot, StoreTrouble trouble, CancellationToken stop)
    {
        // The own study may be taken already: then the oldest waiting.
        var claim = await TakeAsync(slot.Study, slot, stop) ?? await OldestAsync(slot, trouble, stop);
        for (; claim is not null; claim = await OldestAsync(slot, trouble, stop))
        {
            var end = await WorkAsync(claim, slot, trouble, stop);
            log.Write("work-ended", ("study", claim.Study), ("attempt", claim.Attempt), ("end", end));
            if (end is WorkEnd.Lost or WorkEnd.Stopped)
                return false;
        }
        return true;
    }

    private async Task<WorkEnd> WorkAsync(Claim claim, Slot slot, StoreTrouble trouble, CancellationToken stop)
    {
        try
        {
            var end = await work.DoAsync(claim, slot, stop);
            trouble.Passed();
            return end;
        }
        catch (StoreUnavailableException error)
        {
            log.Write("store-unavailable", ("study", claim.Study), ("attempt", claim.Attempt), ("message", error.Message));
            trouble.Add(claim.Study, error);
            return WorkEnd.GivenBack;
        }
    }

    private async Task<Claim?> OldestAsync(Slot slot, StoreTrouble trouble, CancellationToken stop)
    {
        while (!await PausedAsync(stop))
        {
            // Those that were given back wait again, and may be the first in line.
            WorkItem[] waiting = [.. (await queue.ListWaitingAsync(Look + trouble.Count, stop)).Where(item => !trouble.Had(item.Study))];
            if (waiting.Length == 0)
                return null;
            foreach (var item in waiting)
                if (await TakeAsync(item.Study, slot, stop) is { } claim)
                    return claim;
        }
        return null;
    }

    private async Task<bool> PausedAsync(CancellationToken stop)
    {
        var use = await budget.LookAsync(stop);
        if (use.Paused)
            log.Write(TaskTimeUse.PausedCode, ("taskMinutes", (long)use.Used.TotalMinutes));
        return use.Paused;
    }

    /// <summary>A take that is broken off may have been carried out, and nobody would know whose it is: it is awaited.</summary>
    private Task<Claim?> TakeAsync(StudyId study, Slot slot, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return queue.TakeAsync(study, slot.Owner, CancellationToken.None);
    }

    private async Task<Slot?> NextSlotAsync(CancellationToken stop) =>
        !stop.IsCancellationRequested && !await PausedAsync(stop) && await queue.ListWaitingAsync(1, stop) is [var first, ..] ? await slots.ClaimAsync(first.Study, stop) : null;

    // The launcher wrote the task's ARN into the slot; a slot claimed anew must carry it too, or it looks like a launch that failed.
    private async Task<string?> TaskArnAsync(Slot slot) =>
        (await slots.ListAsync(CancellationToken.None)).FirstOrDefault(taken => taken.Number == slot.Number && taken.Generation == slot.Generation)?.TaskArn;
}

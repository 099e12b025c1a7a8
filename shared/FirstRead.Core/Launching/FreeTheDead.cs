using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Launching;

/// <summary>
/// Frees the slots and the work of tasks that died: their task has ended, or their heartbeat did not move over three looks.
/// Work that killed several tasks is given up as failed, so that a person looks.
/// </summary>
public sealed class FreeTheDead(IWorkQueue queue, ISlotStore slots, ITaskRunner runner, TimeProvider clock)
{
    private const int MostDeaths = 3;
    private const string Undertaker = "reconcile";

    /// <summary>How many slots and claims were freed.</summary>
    public async Task<int> FreeAsync(CancellationToken cancel)
    {
        var dead = await FindDeadSlotsAsync(cancel);
        var owners = dead.Select(slot => slot.Owner).ToHashSet();
        var freed = 0;
        foreach (var work in await queue.ListTakenAsync(cancel))
        {
            var looked = work with { Pulse = work.Pulse.Look() };
            if (owners.Contains(work.Owner!) || looked.Pulse.Dead)
                freed += await queue.ReviveAsync(work, cancel) ? 1 : 0;
            else
                await queue.NoteAsync(looked, cancel);
        }
        // The slots last: while they stand, a crash before this line leaves them to be found again, and their work with them.
        foreach (var slot in dead)
        {
            // One that hangs would run, and cost, for ever: nobody would count it any more.
            if (slot.TaskArn is { } task)
                await runner.StopAsync(task, cancel);
            await slots.FreeAsync(slot, cancel);
        }
        await GiveUpAsync(cancel);
        return freed + dead.Count;
    }

    private async Task<List<Slot>> FindDeadSlotsAsync(CancellationToken cancel)
    {
        var taken = await slots.ListAsync(cancel);
        var phases = await runner.DescribeAsync([.. taken.Select(slot => slot.TaskArn).OfType<string>()], cancel);
        var dead = new List<Slot>();
        foreach (var slot in taken)
        {
            // A launcher that died between claim and RunTask left no task: the heartbeat alone tells.
            var phase = slot.TaskArn is { } task ? phases.GetValueOrDefault(task, TaskPhase.Ended) : TaskPhase.Running;
            var looked = phase == TaskPhase.Running ? slot with { Pulse = slot.Pulse.Look() } : slot;
            if (phase == TaskPhase.Ended || looked.Pulse.Dead)
                dead.Add(slot);
            else if (phase == TaskPhase.Running)
                await slots.NoteAsync(looked, cancel);
        }
        return dead;
    }

    private async Task GiveUpAsync(CancellationToken cancel)
    {
        foreach (var work in await queue.ListWaitingAsync(int.MaxValue, cancel))
            if (work.Deaths >= MostDeaths && await queue.TakeAsync(work.Study, Undertaker, cancel) is { } claim)
                await queue.FinishAsync(claim, Failure(claim), cancel);
    }

    private AnalysisResult Failure(Claim claim) => new(
        claim.Study,
        claim.Attempt,
        AnalysisOutcome.Failed,
        $"tasks-died: {claim.Work.Deaths} tasks ended without a result; a person must read this study.",
        Risk.Undetermined,
        Simulated: false,
        Model: null,
        Findings: [],
        ResultObjects.None,
        new Dictionary<string, long>(),
        clock.GetUtcNow());
}

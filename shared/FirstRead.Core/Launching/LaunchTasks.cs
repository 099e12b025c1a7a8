using FirstRead.Core.Studies;

namespace FirstRead.Core.Launching;

/// <summary>
/// Starts a task for each waiting study that none was started for and that those which run will not begin as soon
/// (<see cref="ExpectedTasks"/>), while slots are free. With no free slot nothing is started: the running tasks drain the queue. A launch
/// that is refused leaves the work for the next look; so does a day whose task time is spent, and the first look of the next day, or
/// after the cap was raised, goes on.
/// </summary>
public sealed class LaunchTasks(IWorkQueue queue, ISlotStore slots, ITaskRunner runner, TaskBudget budget, TimeProvider clock)
{
    private const int Most = 100;

    /// <summary>What is asked before each launch.</summary>
    public TaskBudget Budget => budget;

    /// <summary>How many tasks were started.</summary>
    public async Task<int> LaunchAsync(CancellationToken cancel)
    {
        var waiting = await queue.ListWaitingAsync(Most, cancel);
        if (waiting.Count == 0 || (await budget.LookAsync(cancel)).Paused)
            return 0;
        var running = await slots.ListAsync(cancel);
        var expected = new ExpectedTasks(LaunchPace.Measured, running, waiting, running.Count > 0 ? await queue.ListTakenAsync(cancel) : [], clock.GetUtcNow());
        var launchedFor = running.Select(slot => slot.Study).ToHashSet();
        var launched = 0;
        foreach (var work in waiting.Where(work => !launchedFor.Contains(work.Study) && !expected.Take(work)))
        {
            if (await slots.ClaimAsync(work.Study, cancel) is not { } slot)
                break;
            if (!await LaunchAsync(work, slot, cancel))
                continue;
            expected.Add(work);
            launched++;
        }
        return launched;
    }

    private async Task<bool> LaunchAsync(WorkItem waiting, Slot slot, CancellationToken cancel)
    {
        // Counted before the call: a call whose answer was lost may have started a task, and its token must not come again.
        if (await queue.CountLaunchAsync(waiting, clock.GetUtcNow(), cancel) is { } counted
            && await runner.RunAsync(new Launch(counted.Study, slot, ClientToken.Of(counted.Study, counted.Launches)), cancel) is { } taskArn)
        {
            await slots.SetTaskAsync(slot, taskArn, cancel);
            return true;
        }
        await slots.FreeAsync(slot, cancel);
        return false;
    }
}

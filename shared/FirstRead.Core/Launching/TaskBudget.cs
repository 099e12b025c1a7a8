using FirstRead.Core.Studies;

namespace FirstRead.Core.Launching;

/// <summary>
/// The day's task time against its cap. Asked before each launch, and by a task before it takes further work. What runs is counted
/// to this moment from its slot, so no task that hangs or dies is left out; what has run, from the day's account. A slot that
/// is freed in between may count twice, never not at all.
/// </summary>
public sealed class TaskBudget(ISlotStore slots, TaskTimeCap cap, TimeProvider clock)
{
    public async Task<TaskTimeUse> LookAsync(CancellationToken cancel)
    {
        if (cap.PerDay is null)
            return new TaskTimeUse(TimeSpan.Zero, cap);
        // The slots first: what is freed after this look stands in the account too.
        var taken = await slots.ListAsync(cancel);
        var now = clock.GetUtcNow();
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        var used = await slots.FreedTimeAsync(day, cancel);
        foreach (var slot in taken)
            used += TaskDays.Of(slot.ClaimedAt, now).Where(part => part.Day == day).Aggregate(TimeSpan.Zero, (sum, part) => sum + part.Time);
        return new TaskTimeUse(used, cap);
    }
}

/// <summary>What the running UTC day has taken; zero where nothing bounds it.</summary>
public sealed record TaskTimeUse(TimeSpan Used, TaskTimeCap Cap)
{
    /// <summary>The stable code of <see cref="Reason"/>.</summary>
    public const string PausedCode = "paused-by-budget";

    /// <summary>What a study that waits shows while <see cref="Paused"/>.</summary>
    public const string Reason = PausedCode + ": The day's task time is spent. The analysis goes on after midnight UTC, or once an operator raises the cap; the pictures can be read without it.";

    public bool Over => Cap.PerDay is { } most && Used >= most;

    /// <summary>Nothing is launched.</summary>
    public bool Paused => Over && Cap.Stops;
}

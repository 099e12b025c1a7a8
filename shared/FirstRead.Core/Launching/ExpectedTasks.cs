using FirstRead.Core.Studies;

namespace FirstRead.Core.Launching;

/// <summary>
/// The tasks that run or start, and when each is thought to be free for the next study in line. One that should have been free by now is
/// not counted on: whatever keeps it may keep it longer, and no study waits for a guess.
/// </summary>
public sealed class ExpectedTasks
{
    private readonly LaunchPace pace;
    private readonly DateTimeOffset now;
    private readonly PriorityQueue<bool, DateTimeOffset> free = new();

    /// <param name="slots">All that are taken.</param>
    /// <param name="waiting">Work that nobody holds: a task that starts takes its own study first.</param>
    /// <param name="taken">Work that tasks hold.</param>
    public ExpectedTasks(LaunchPace pace, IReadOnlyList<Slot> slots, IReadOnlyList<WorkItem> waiting, IReadOnlyList<WorkItem> taken, DateTimeOffset now)
    {
        (this.pace, this.now) = (pace, now);
        var (held, own) = (taken.ToLookup(work => work.Owner), waiting.ToDictionary(work => work.Study));
        foreach (var slot in slots)
        {
            var began = held[slot.Owner].FirstOrDefault() is { TakenAt: { } at } work ? at + pace.Of(work) : slot.ClaimedAt + pace.Start;
            if (began >= now)
                free.Enqueue(true, began + (own.TryGetValue(slot.Study, out var next) ? pace.Of(next) : TimeSpan.Zero));
        }
    }

    /// <summary>
    /// Whether one of them will begin the study as soon as a task of its own would, or, where nothing is urgent, within patience of that since it was
    /// put in line; then it is that task's from here on.
    /// </summary>
    public bool Take(WorkItem work)
    {
        var (soonest, patient) = (now + pace.Start, work.EnqueuedAt + pace.Start + pace.Patience);
        var latest = work.Priority == Priority.Routine && patient > soonest ? patient : soonest;
        if (!free.TryPeek(out _, out var earliest) || earliest > latest)
            return false;
        free.EnqueueDequeue(true, earliest + pace.Of(work));
        return true;
    }

    /// <summary>A task was started for the study, and drains the line after it.</summary>
    public void Add(WorkItem work) => free.Enqueue(true, now + pace.Start + pace.Of(work));
}

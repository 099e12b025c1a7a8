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
    private readonly List<(DateTimeOffset Ready, DateTimeOffset Free)> tasks = [];

    /// <param name="slots">All that are taken.</param>
    /// <param name="waiting">Work that nobody holds: a task that starts takes its own study first.</param>
    /// <param name="taken">Work that tasks hold.</param>
    public ExpectedTasks(LaunchPace pace, IReadOnlyList<Slot> slots, IReadOnlyList<WorkItem> waiting, IReadOnlyList<WorkItem> taken, DateTimeOffset now)
    {
        (this.pace, this.now) = (pace, now);
        var (held, own) = (taken.ToLookup(work => work.Owner), waiting.ToDictionary(work => work.Study));
        foreach (var slot in slots)
        {
            var work = held[slot.Owner].FirstOrDefault();
            var (ready, free) = work is { TakenAt: { } at } ? (now, at + pace.Of(work)) : (slot.ClaimedAt + pace.Start, slot.ClaimedAt + pace.Start);
            if (free >= now)
                tasks.Add((ready, free + (own.TryGetValue(slot.Study, out var next) ? pace.Of(next) : TimeSpan.Zero)));
        }
    }

    /// <summary>
    /// Whether one of them will begin the study within patience of when it can begin anything; then it is that task's from here on. Of an urgent study no later than a
    /// task of its own would, and of none later than patience after that, counted from when it was put in line.
    /// </summary>
    public bool Take(WorkItem work)
    {
        var (soonest, patient) = (now + pace.Start, work.EnqueuedAt + pace.Start + pace.Patience);
        var latest = work.Priority == Priority.Routine && patient > soonest ? patient : soonest;
        var chosen = -1;
        for (var index = 0; index < tasks.Count; index++)
            if (tasks[index].Free <= tasks[index].Ready + pace.Patience && tasks[index].Free <= latest && (chosen < 0 || tasks[index].Free < tasks[chosen].Free))
                chosen = index;
        if (chosen >= 0)
            tasks[chosen] = tasks[chosen] with { Free = tasks[chosen].Free + pace.Of(work) };
        return chosen >= 0;
    }

    /// <summary>A task was started for the study, and drains the line after it.</summary>
    public void Add(WorkItem work) => tasks.Add((now + pace.Start, now + pace.Start + pace.Of(work)));
}

namespace FirstRead.Core.Studies;

/// <summary>The places that bound how many tasks run at once. Reads are strongly consistent.</summary>
public interface ISlotStore
{
    /// <summary>Claims a free slot for a launch; null when all are taken.</summary>
    Task<Slot?> ClaimAsync(StudyId study, CancellationToken cancel);

    /// <summary>Notes the task that runs in the slot, if it is still this claim's.</summary>
    Task SetTaskAsync(Slot slot, string taskArn, CancellationToken cancel);

    /// <summary>The slots that are taken.</summary>
    Task<IReadOnlyList<Slot>> ListAsync(CancellationToken cancel);

    /// <summary>Raises the heartbeat; false when the slot is another's by now, and the task must end.</summary>
    Task<bool> BeatAsync(Slot slot, CancellationToken cancel);

    /// <summary>Stores what a look at the slot saw (<see cref="Pulse.Look"/>), if it has not moved since.</summary>
    Task NoteAsync(Slot seen, CancellationToken cancel);

    /// <summary>
    /// Frees the slot if it is still this claim's. The time since its claim is added to the account of its days before: a crash between
    /// the two counts it twice, never not at all.
    /// </summary>
    Task FreeAsync(Slot slot, CancellationToken cancel);

    /// <summary>How long slots that were freed had been taken on that UTC day; those that are taken now are not in it.</summary>
    Task<TimeSpan> FreedTimeAsync(DateOnly day, CancellationToken cancel);
}

/// <summary>A taken slot.</summary>
/// <param name="Number">From 0 to MaxTasks - 1.</param>
/// <param name="Generation">Raised each time the slot is claimed: fences the task that had it before.</param>
/// <param name="Study">What the task was launched for; it may take other work.</param>
/// <param name="TaskArn">Null between claim and launch, and where the launcher died between them.</param>
/// <param name="ClaimedAt">By the clock of who claimed it; the earliest time there is where a task knows of its slot by number alone.</param>
public sealed record Slot(int Number, long Generation, StudyId Study, string? TaskArn = null, Pulse Pulse = default, DateTimeOffset ClaimedAt = default)
{
    /// <summary>Owner of the work that this slot's task takes.</summary>
    public string Owner => $"slot-{Number}.{Generation}";
}

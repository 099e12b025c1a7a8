using FirstRead.Core.Analysis;

namespace FirstRead.Core.Studies;

/// <summary>
/// Complete studies in line for analysis. A row stands from completeness to the result; who holds it is fenced by the
/// attempt. Reads are strongly consistent.
/// </summary>
public interface IWorkQueue
{
    /// <summary>
    /// In one transaction writes the study (as <see cref="IStudyStore.ReplaceAsync"/>) and puts it in line; a row that waits
    /// already keeps its place. False, and nothing written, when the study had moved on or a task holds it now.
    /// </summary>
    Task<bool> EnqueueAsync(Study queued, CancellationToken cancel);

    /// <summary>Work that nobody holds, in the order in which it is to be done: by priority, then longest waiting.</summary>
    Task<IReadOnlyList<WorkItem>> ListWaitingAsync(int limit, CancellationToken cancel);

    /// <summary>Work that a task holds.</summary>
    Task<IReadOnlyList<WorkItem>> ListTakenAsync(CancellationToken cancel);

    /// <summary>Counts a launch before it is made, if the item still waits with this many launches; null when not.</summary>
    Task<WorkItem?> CountLaunchAsync(WorkItem waiting, DateTimeOffset now, CancellationToken cancel);

    /// <summary>
    /// Takes the study for analysis: raises its attempt, sets it to analysing and makes the caller its owner, in one
    /// transaction. Null when another took it or it left the queue. Use <see cref="Slot.Owner"/> as owner: when the slot's
    /// task is found dead, its work is given back with it.
    /// </summary>
    Task<Claim?> TakeAsync(StudyId study, string owner, CancellationToken cancel);

    /// <summary>Raises the heartbeat; false when the claim is no longer the caller's, and the work must stop.</summary>
    Task<bool> BeatAsync(Claim claim, CancellationToken cancel);

    /// <summary>
    /// Stores the result under the claim's attempt, writes it into the study and removes the work, in one transaction. False,
    /// and nothing written, when the claim no longer holds. A repeat after success is true.
    /// </summary>
    Task<bool> FinishAsync(Claim claim, AnalysisResult result, CancellationToken cancel);

    /// <summary>Gives an unfinished claim back (SIGTERM); nothing happens when it no longer holds.</summary>
    Task ReleaseAsync(Claim claim, CancellationToken cancel);

    /// <summary>Stores what a look at taken work saw (<see cref="Pulse.Look"/>), if it has not moved since.</summary>
    Task NoteAsync(WorkItem seen, CancellationToken cancel);

    /// <summary>Takes the work from an owner found dead and counts the death; false when it moved after all.</summary>
    Task<bool> ReviveAsync(WorkItem dead, CancellationToken cancel);
}

/// <summary>One complete study in line.</summary>
/// <param name="Launches">RunTask calls in the study's life, never set back: with the study it makes the client token.</param>
/// <param name="Attempt">The fencing token of the claim; meaningless while <paramref name="Owner"/> is null.</param>
/// <param name="Deaths">Tasks that died on it since it was put in line.</param>
/// <param name="Instances">How many there were when it was put in line.</param>
/// <param name="TakenAt">By the clock of the task that took it last; says nothing while <paramref name="Owner"/> is null.</param>
public sealed record WorkItem(
    StudyId Study,
    Priority Priority,
    DateTimeOffset EnqueuedAt,
    int Launches = 0,
    DateTimeOffset? LaunchedAt = null,
    string? Owner = null,
    int Attempt = 0,
    int Deaths = 0,
    Pulse Pulse = default,
    int Instances = 0,
    DateTimeOffset? TakenAt = null);

/// <summary>The right to analyse a study. Every write carries the attempt as a fencing token.</summary>
public sealed record Claim(StudyId Study, int Attempt, string Owner, WorkItem Work);

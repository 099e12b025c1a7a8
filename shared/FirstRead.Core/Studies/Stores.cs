namespace FirstRead.Core.Studies;

/// <summary>Uploads and the files of their manifests. Every write is conditional; a repeat is harmless.</summary>
public interface IUploadStore
{
    /// <summary>Writes the upload and its pending files. A repeat with the same ids changes nothing.</summary>
    Task CreateAsync(Upload upload, IReadOnlyList<UploadFile> files, CancellationToken cancel);

    Task<Upload?> GetAsync(UploadId id, CancellationToken cancel);

    /// <summary>One file, strongly consistent.</summary>
    Task<UploadFile?> GetFileAsync(UploadId upload, FileId file, CancellationToken cancel);

    /// <summary>All files, strongly consistent, in the order of their ids.</summary>
    Task<IReadOnlyList<UploadFile>> ListFilesAsync(UploadId upload, CancellationToken cancel);

    /// <summary>The clinic's uploads, newest first.</summary>
    Task<IReadOnlyList<Upload>> ListAsync(ClinicId clinic, int limit, CancellationToken cancel);

    /// <summary>Moves a pending file to its end state. An end state never changes: false when it had one.</summary>
    Task<bool> SettleAsync(UploadFile settled, CancellationToken cancel);

    /// <summary>Adds one to the counter that says when to look and moves the deadline; returns the new count.</summary>
    Task<int> CountSettledAsync(UploadId upload, DateTimeOffset dueAt, CancellationToken cancel);

    /// <summary>Records that the upload touched the study, from both sides.</summary>
    Task LinkAsync(UploadId upload, StudyId study, CancellationToken cancel);

    Task<IReadOnlyList<StudyId>> ListStudiesAsync(UploadId upload, CancellationToken cancel);

    Task<IReadOnlyList<UploadId>> ListUploadsAsync(StudyId study, CancellationToken cancel);

    /// <summary>Closes an open upload; false when it was closed before.</summary>
    Task<bool> CloseAsync(UploadId upload, CancellationToken cancel);
}

/// <summary>Studies and their instances.</summary>
public interface IStudyStore
{
    /// <summary>Creates the study at its first instance, or raises priority and counts of the one that stands.</summary>
    Task TouchAsync(Study study, CancellationToken cancel);

    Task<Study?> GetAsync(StudyId id, CancellationToken cancel);

    /// <summary>Puts the instance if it is new. Returns what stands under its UID: the given one, or an earlier one.</summary>
    Task<Instance> PutInstanceAsync(Instance instance, CancellationToken cancel);

    /// <summary>All instances, strongly consistent.</summary>
    Task<IReadOnlyList<Instance>> ListInstancesAsync(StudyId study, CancellationToken cancel);

    /// <summary>Writes the study if its revision is still <paramref name="study"/>.Revision; the stored one is one higher. False when it had moved on.</summary>
    Task<bool> ReplaceAsync(Study study, CancellationToken cancel);

    /// <summary>Open studies by urgency, then by waiting time (see <see cref="Urgency"/>).</summary>
    Task<IReadOnlyList<Study>> WorklistAsync(int limit, CancellationToken cancel);
}

/// <summary>Results by version; <see cref="IWorkQueue.FinishAsync"/> alone writes them.</summary>
public interface IResultStore
{
    Task<FirstRead.Core.Analysis.AnalysisResult?> GetAsync(StudyId study, int attempt, CancellationToken cancel);
}

/// <summary>
/// The queue of complete studies and the slots that bound how many tasks run (design: work and launch are two records).
/// </summary>
public interface IWorkQueue
{
    /// <summary>Puts a complete study in line; a repeat changes nothing.</summary>
    Task EnqueueAsync(WorkItem item, CancellationToken cancel);

    /// <summary>Waiting work in the order it is to be done, strongly consistent.</summary>
    Task<IReadOnlyList<WorkItem>> ListWaitingAsync(int limit, CancellationToken cancel);

    /// <summary>
    /// Takes the study for analysis: raises its attempt from <paramref name="expectedAttempt"/> and makes the caller its owner.
    /// Null when another took it or it left the queue. The attempt returned fences every later write.
    /// </summary>
    Task<Claim?> TakeAsync(StudyId study, string owner, CancellationToken cancel);

    /// <summary>Raises the heartbeat of a claim; false when the claim is no longer the caller's, and the work must stop.</summary>
    Task<bool> BeatAsync(Claim claim, CancellationToken cancel);

    /// <summary>Stores the result, sets the study's status and removes the work in one transaction, if the claim still holds. False when it does not.</summary>
    Task<bool> FinishAsync(Claim claim, FirstRead.Core.Analysis.AnalysisResult result, CancellationToken cancel);

    /// <summary>Gives an unfinished claim back (SIGTERM).</summary>
    Task ReleaseAsync(Claim claim, CancellationToken cancel);

    /// <summary>Claims a free slot for a launch; null when all are taken.</summary>
    Task<Slot?> ClaimSlotAsync(StudyId study, CancellationToken cancel);

    /// <summary>Notes the task that runs in the slot.</summary>
    Task SetSlotTaskAsync(Slot slot, string taskArn, CancellationToken cancel);

    Task<IReadOnlyList<Slot>> ListSlotsAsync(CancellationToken cancel);

    Task<bool> BeatSlotAsync(Slot slot, CancellationToken cancel);

    Task FreeSlotAsync(Slot slot, CancellationToken cancel);
}

/// <summary>One complete study in line. <paramref name="Launches"/> counts RunTask calls; with the study it makes the client token.</summary>
public sealed record WorkItem(StudyId Study, Priority Priority, DateTimeOffset EnqueuedAt, int Launches = 0, string? Owner = null, long Heartbeat = 0);

/// <summary>The right to analyse a study. Every write carries the attempt as a fencing token.</summary>
public sealed record Claim(StudyId Study, int Attempt, string Owner, WorkItem Work);

/// <summary>One of MaxTasks places for a running task.</summary>
/// <param name="Generation">Raised each time the slot is claimed: fences the task that had it before.</param>
public sealed record Slot(int Number, long Generation, StudyId? Study, string? TaskArn, long Heartbeat);

using FirstRead.Core.Launching;
using FirstRead.Core.Operations.Failures;
using FirstRead.Core.Operations.Standstills;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Functions.Api.Bodies;

namespace FirstRead.Functions.Api.Operations.Bodies;

public sealed record StuckBody(IReadOnlyList<StandstillBody> Stuck, bool More);

public sealed record StandstillBody(StudyBody Study, string Code, DateTimeOffset Since, string Why, string Do, bool CanReplay)
{
    public static StandstillBody Of(Standstill stuck) => new(StudyBody.Of(stuck.Study, aiShown: true), stuck.Code, stuck.Since, stuck.Why, stuck.Do, stuck.CanReplay);
}

/// <param name="MaxTasks">Places.</param>
/// <param name="Paused">Work waits, and nothing was launched for it for some minutes.</param>
/// <param name="TaskTime">Null where nothing bounds the task time of a day.</param>
public sealed record QueueBody(int MaxTasks, bool Paused, int WaitingCount, TaskTimeBody? TaskTime, IReadOnlyList<SlotBody> Slots, IReadOnlyList<WorkBody> Running, IReadOnlyList<WorkBody> Waiting);

/// <summary>Of the running UTC day, all tasks together.</summary>
/// <param name="Paused">The cap is reached, and nothing is launched before the next day.</param>
public sealed record TaskTimeBody(long UsedMinutes, long CapMinutes, bool Over, bool Paused)
{
    public static TaskTimeBody? Of(TaskTimeUse use) => use.Cap.PerDay is { } most ? new((long)use.Used.TotalMinutes, (long)most.TotalMinutes, use.Over, use.Paused) : null;
}

/// <param name="Task">The last part of the task's ARN; null between claim and launch.</param>
/// <param name="SilentLooks">How often Reconcile has looked and seen no heartbeat: after three the task counts as dead.</param>
public sealed record SlotBody(int Number, string StudyId, string Code, string? Task, int SilentLooks)
{
    public static SlotBody Of(Slot slot) => new(slot.Number, slot.Study.Value, StudyCode.Of(slot.Study), slot.TaskArn?.Split('/')[^1], slot.Pulse.Looks);
}

public sealed record WorkBody(string StudyId, string Code, string Priority, DateTimeOffset EnqueuedAt, int Launches, DateTimeOffset? LaunchedAt, int Attempt, int Deaths, string? Owner)
{
    public static WorkBody Of(WorkItem work) => new(
        work.Study.Value, StudyCode.Of(work.Study), StoredNames.Of(work.Priority), work.EnqueuedAt, work.Launches, work.LaunchedAt, work.Attempt, work.Deaths, work.Owner);
}

public sealed record ReasonRequest(string? Reason);

public sealed record FailuresBody(DateOnly Day, IReadOnlyList<FailedEvent> Failures, bool More);

public sealed record FailureRequest(string? Key, string? Reason);

public sealed record ClinicUploadsBody(string Clinic, IReadOnlyList<ClinicUploadBody> Uploads, bool More);

public sealed record ClinicUploadBody(
    string UploadId, DateTimeOffset CreatedAt, bool Open, string Priority, int FileCount, IReadOnlyDictionary<string, int> States, IReadOnlyList<FileReasonBody> Reasons)
{
    private const int MostIds = 20;

    public static ClinicUploadBody Of(Upload upload, IReadOnlyList<UploadFile> files) => new(
        upload.Id.Value,
        upload.CreatedAt,
        upload.Open,
        StoredNames.Of(upload.Priority),
        upload.FileCount,
        files.CountBy(file => StoredNames.Of(file.State)).ToDictionary(),
        [
            .. from file in files
               where file.Code is not null
               group file by (file.State, file.Code, file.Message) into same
               orderby same.Count() descending
               select new FileReasonBody(StoredNames.Of(same.Key.State), same.Key.Code!, same.Key.Message ?? "", same.Count(), [.. same.Take(MostIds).Select(file => file.Id.Value)]),
        ]);
}

/// <param name="FileIds">The first of them.</param>
public sealed record FileReasonBody(string State, string Code, string Message, int Files, IReadOnlyList<string> FileIds);

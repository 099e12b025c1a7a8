using FirstRead.Core.Access;
using FirstRead.Core.Launching;
using FirstRead.Core.Operations;
using FirstRead.Core.Operations.Failures;
using FirstRead.Core.Operations.Hours;
using FirstRead.Core.Operations.Phones;
using FirstRead.Core.Probes;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Core.Triage.Policy;

namespace FirstRead.Functions.Api.Operations;

/// <summary>What the area of operators stands on, beside what every area does.</summary>
public sealed record OperationsPorts(
    IHourStore Hours,
    IWorkQueue Queue,
    ISlotStore Slots,
    IUploadStore Uploads,
    IFailedEvents Failures,
    IFunctionCalls Functions,
    IOperatorDocuments Documents,
    ITriagePolicy Policy,
    IClinicStore Clinics,
    IPrincipalDirectory Principals,
    IPhoneTests PhoneTests,
    IAlertMessages Messages,
    TaskTimeCap Cap)
{
    public required IProbeStore Probes { get; init; }

    /// <summary>As the other, where one of the studies waits for a task; else nobody needs to know, and nothing is read.</summary>
    public async Task<TaskTimeUse?> TaskTimeAsync(TimeProvider clock, IEnumerable<StudyStatus> statuses, CancellationToken cancel) =>
        Cap.PerDay is not null && statuses.Contains(StudyStatus.Queued) ? await TaskTimeAsync(clock, cancel) : null;

    /// <summary>The day's task time, by the same rule that the launcher asks.</summary>
    public Task<TaskTimeUse> TaskTimeAsync(TimeProvider clock, CancellationToken cancel) => new TaskBudget(Slots, Cap, clock).LookAsync(cancel);
}

using FirstRead.Core.Analysis;
using FirstRead.Core.Studies.Lifecycle;

namespace FirstRead.Core.Studies;

/// <summary>What happens to a study, as functions from one state to the next: by <see cref="StudyLifecycle"/> and no other way.</summary>
public static class StudyChanges
{
    /// <summary>
    /// Complete and in line. A signed study that late instances re-open stands on the worklist again; signatures and
    /// results of before are rows of their own and stay. So does what a person was told, and has answered.
    /// </summary>
    public static Study Queue(this Study study, int instances, bool incomplete, DateTimeOffset now) => study with
    {
        Status = StudyLifecycle.Machine.Require(StudyLifecycle.Queue, study.Status, StudyStatus.Queued),
        Reason = null,
        Incomplete = incomplete,
        Missing = incomplete ? study.Missing : null,
        InstanceCount = instances,
        QueuedInstances = instances,
        Times = new StudyTimes(study.Times.ReceivedAt, study.Times.LastInstanceAt, CompleteAt: now, AlertedAt: study.Times.AlertedAt, AcknowledgedAt: study.Times.AcknowledgedAt),
    };

    /// <summary>No file of it went on.</summary>
    /// <param name="waits">Whether a person still has to decide on one.</param>
    public static Study Hold(this Study study, bool waits, string? missing) => study with
    {
        Status = StudyLifecycle.Machine.Require(StudyLifecycle.Hold, study.Status, StudyStatus.Held),
        Reason = HoldReason(waits),
        Incomplete = true,
        Missing = missing,
        InstanceCount = 0,
    };

    public static string HoldReason(bool waits) => waits
        ? "files-held: Every file of this study waits for a person's decision."
        : "files-refused: No file of this study was accepted, and none waits for a decision: it stands here until the clinic sends it again.";

    /// <summary>What it lacks has changed, or it had miscounted, and nothing that an analysis would see.</summary>
    /// <param name="instances">As many as it has.</param>
    /// <param name="missing">Null when it lacks nothing any more.</param>
    public static Study Mark(this Study study, int instances, string? missing) => study with
    {
        InstanceCount = instances,
        Incomplete = missing is not null,
        Missing = missing,
    };

    /// <summary>
    /// It was filed under the wrong patient. A signed one stands on the worklist again: whoever signed it had another
    /// patient's studies beside it. Signatures of before stay.
    /// </summary>
    public static Study Refile(this Study study, PatientToken patient) => study with
    {
        Patient = patient,
        Reason = study.Times.SignedAt is null ? study.Reason : "patient-corrected: It was filed under another patient when it was signed; read it again and sign.",
        Times = study.Times with { SignedAt = null },
    };

    /// <summary>A task took it.</summary>
    public static Study Take(this Study study, WorkItem work, DateTimeOffset now) => study with
    {
        Status = StudyLifecycle.Machine.Require(StudyLifecycle.Take, study.Status, StudyStatus.Analysing),
        Attempt = study.Attempt + 1,
        Launches = work.Launches,
        Times = study.Times with { LaunchedAt = work.LaunchedAt, AnalysisStartedAt = now },
    };

    /// <summary>The result is there. The risk is this result's; the highest risk never falls.</summary>
    public static Study Finish(this Study study, AnalysisResult result) => study with
    {
        Status = StudyLifecycle.Machine.Require(StudyLifecycle.Finish, study.Status, result.Outcome switch
        {
            AnalysisOutcome.Analysed => StudyStatus.Analysed,
            AnalysisOutcome.NotApplicable => StudyStatus.NotApplicable,
            _ => StudyStatus.Failed,
        }),
        Reason = result.Reason,
        Risk = result.Risk,
        Finding = result.Headline,
        HighestRisk = (Risk)Math.Max((int)study.HighestRisk, (int)result.Risk),
        Simulated = study.Simulated || result.Simulated,
        ResultAttempt = result.Attempt,
        Times = study.Times with { AnalysedAt = result.FinishedAt },
    };
}

using FirstRead.Core.Analysis;

namespace FirstRead.Core.Studies;

/// <summary>What happens to a study, as functions from one state to the next.</summary>
public static class StudyChanges
{
    /// <summary>
    /// Complete and in line. A signed study that late instances re-open stands on the worklist again; signatures and
    /// results of before are rows of their own and stay. So does what a person was told, and has answered.
    /// </summary>
    public static Study Queue(this Study study, int instances, bool incomplete, DateTimeOffset now) => study with
    {
        Status = StudyStatus.Queued,
        Reason = null,
        Incomplete = incomplete,
        InstanceCount = instances,
        QueuedInstances = instances,
        Times = new StudyTimes(study.Times.ReceivedAt, study.Times.LastInstanceAt, CompleteAt: now, AlertedAt: study.Times.AlertedAt, AcknowledgedAt: study.Times.AcknowledgedAt),
    };

    /// <summary>Every file of it is held.</summary>
    public static Study Hold(this Study study) => study with
    {
        Status = StudyStatus.Held,
        Reason = "files-held: Every file of this study waits for a person's decision.",
        Incomplete = true,
    };

    /// <summary>A task took it.</summary>
    public static Study Take(this Study study, WorkItem work, DateTimeOffset now) => study with
    {
        Status = StudyStatus.Analysing,
        Attempt = study.Attempt + 1,
        Launches = work.Launches,
        Times = study.Times with { LaunchedAt = work.LaunchedAt, AnalysisStartedAt = now },
    };

    /// <summary>The result is there. The risk is this result's; the highest risk never falls.</summary>
    public static Study Finish(this Study study, AnalysisResult result) => study with
    {
        Status = result.Outcome switch
        {
            AnalysisOutcome.Analysed => StudyStatus.Analysed,
            AnalysisOutcome.NotApplicable => StudyStatus.NotApplicable,
            _ => StudyStatus.Failed,
        },
        Reason = result.Reason,
        Risk = result.Risk,
        Finding = result.Headline,
        HighestRisk = (Risk)Math.Max((int)study.HighestRisk, (int)result.Risk),
        Simulated = study.Simulated || result.Simulated,
        ResultAttempt = result.Attempt,
        Times = study.Times with { AnalysedAt = result.FinishedAt },
    };
}

using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage.Policy;

namespace FirstRead.Core.Triage;

/// <summary>What a new result version calls for. Pure.</summary>
public static class NewAlert
{
    /// <summary>Of a result that says no worse of the same pictures than persons were called for already.</summary>
    public const string RiskNotRaised = "risk-not-raised";

    /// <summary>Of a test study: whatever its result says, for the way to the phone is what it tests.</summary>
    public const string TestStudy = "test-study";

    /// <param name="earlier">The alerts of the study's other versions.</param>
    public static Alert Of(TriagePolicy policy, Study study, AnalysisResult result, IEnumerable<Alert> earlier, DateTimeOffset now)
    {
        // Once the study has moved on, its count is that of the next result.
        var pictures = study.ResultAttempt == result.Attempt && study.Status is not (StudyStatus.Queued or StudyStatus.Analysing) ? study.QueuedInstances : (int?)null;
        if (study.Id.Clinic.IsSynthetic)
            return new Alert(study.Id, result.Attempt, AlertState.Intended, TestStudy, now)
            {
                Risk = result.Risk,
                Pictures = pictures,
                DueAt = now,
            };
        var rule = policy.Decide(study, result, now);
        var alert = new Alert(study.Id, result.Attempt, AlertState.Recorded, rule.Name, now) { Risk = result.Risk, Pictures = pictures };
        if (rule.Then == TriageAction.Record)
            return alert;
        return earlier.Any(other => other.Attempt < result.Attempt && other.State != AlertState.Recorded && other.Risk >= result.Risk && pictures is not null && other.Pictures == pictures)
            ? alert with { Rule = RiskNotRaised }
            : alert with { State = AlertState.Intended, DueAt = now };
    }
}

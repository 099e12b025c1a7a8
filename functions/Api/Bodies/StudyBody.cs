using FirstRead.Core.Studies;
using FirstRead.Core.Triage;

namespace FirstRead.Functions.Api.Bodies;

/// <summary>A study as docs/api.md has it.</summary>
public sealed record StudyBody(
    string StudyId,
    string Code,
    string Status,
    string? Reason,
    bool Incomplete,
    bool Simulated,
    string Priority,
    int Urgency,
    string Risk,
    string HighestRisk,
    string? Modality,
    string? BodyPart,
    string? Question,
    bool Prior,
    int InstanceCount,
    int Attempt,
    int ResultAttempt,
    int Revision,
    string Clinic,
    StudyTimes Times)
{
    public static StudyBody Of(Study study) => new(
        study.Id.Value,
        StudyCode.Of(study.Id),
        StoredNames.Of(study.Status),
        study.Reason,
        study.Incomplete,
        study.Simulated,
        StoredNames.Of(study.Priority),
        Core.Studies.Urgency.Of(study),
        StoredNames.Of(study.Risk),
        StoredNames.Of(study.HighestRisk),
        study.Modality,
        study.BodyPart,
        study.CleanedQuestion,
        study.Prior,
        study.InstanceCount,
        study.Attempt,
        study.ResultAttempt,
        study.Revision,
        study.Id.Clinic.Value,
        study.Times);
}

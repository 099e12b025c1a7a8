using FirstRead.Core.Launching;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Functions.Api.Readers;

namespace FirstRead.Functions.Api.Bodies;

/// <summary>A study as docs/api.md has it.</summary>
/// <param name="Finding">The current result in a few words.</param>
/// <param name="AiWithheld">What the model found is not shown to the caller yet: the risks are undetermined, and there is no finding.</param>
/// <param name="Missing">Why it is incomplete; null while it is complete.</param>
/// <param name="ClinicName">As an operator entered it; null where none did, and where it is not looked up.</param>
/// <param name="Readers">Of a list: who has the study open; null where nobody has.</param>
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
    StudyTimes Times,
    string? Finding,
    bool AiWithheld,
    string? Missing = null,
    IReadOnlyList<ReaderBody>? Readers = null,
    string? ClinicName = null)
{
    /// <summary>While nothing is launched, a study in line says why.</summary>
    public StudyBody During(TaskTimeUse? use) => use is { Paused: true } && Status == StoredNames.Of(StudyStatus.Queued) ? this with { Reason = TaskTimeUse.Reason } : this;

    /// <param name="aiShown">Where it is not, the urgency is what the clinic asked for: a higher one would tell that something was found. A list keeps the true order.</param>
    public static StudyBody Of(Study study, bool aiShown) => new(
        study.Id.Value,
        StudyCode.Of(study.Id),
        StoredNames.Of(study.Status),
        study.Reason,
        study.Incomplete,
        study.Simulated,
        StoredNames.Of(study.Priority),
        aiShown ? Core.Studies.Urgency.Of(study) : Core.Studies.Urgency.AskedFor(study),
        StoredNames.Of(aiShown ? study.Risk : Core.Studies.Risk.Undetermined),
        StoredNames.Of(aiShown ? study.HighestRisk : Core.Studies.Risk.Undetermined),
        study.Modality,
        study.BodyPart,
        study.CleanedQuestion,
        study.Prior,
        study.InstanceCount,
        study.Attempt,
        study.ResultAttempt,
        study.Revision,
        study.Id.Clinic.Value,
        study.Times,
        aiShown ? study.Finding : null,
        !aiShown,
        study.Missing);
}

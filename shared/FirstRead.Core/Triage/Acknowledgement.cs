using FirstRead.Core.Studies;

namespace FirstRead.Core.Triage;

/// <summary>Whether a person has seen the last message about a study. A later message wants to be seen again.</summary>
public static class Acknowledgement
{
    public static bool IsDue(Study study) =>
        study.Times.AlertedAt is { } alerted && (study.Times.AcknowledgedAt is not { } acknowledged || acknowledged < alerted);

    public static Study Acknowledge(Study study, DateTimeOffset at) =>
        study with { Times = study.Times with { AcknowledgedAt = at > study.Times.AlertedAt ? at : study.Times.AlertedAt } };
}

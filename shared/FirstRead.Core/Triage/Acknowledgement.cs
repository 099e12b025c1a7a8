using FirstRead.Core.Studies;

namespace FirstRead.Core.Triage;

/// <summary>Whether a person has seen the last message about a study.</summary>
public static class Acknowledgement
{
    public static bool IsDue(Study study) => study.Times is { AlertedAt: not null, AcknowledgedAt: null };

    /// <summary>A message was sent: it wants to be seen, whatever was seen before. Null when the study knows of it already.</summary>
    public static Study? Ask(Study study, DateTimeOffset sentAt) =>
        study.Times.AlertedAt >= sentAt ? null : study with { Times = study.Times with { AlertedAt = sentAt, AcknowledgedAt = null } };

    public static Study Acknowledge(Study study, DateTimeOffset at) => study with
    {
        // The message was seen before the study's row was told that it went.
        Times = study.Times with { AlertedAt = study.Times.AlertedAt ?? at, AcknowledgedAt = at },
    };
}

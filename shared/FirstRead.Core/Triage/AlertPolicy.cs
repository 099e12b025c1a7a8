using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Triage;

/// <summary>How a result reaches a person.</summary>
public enum AlertChannel
{
    /// <summary>Written down, no message: the study keeps its place on the worklist.</summary>
    Record,

    /// <summary>A text message to the phone on call.</summary>
    TextMessage,
}

/// <summary>One row of the policy; a null matches everything.</summary>
/// <param name="Name">Stable, stored with each alert.</param>
public sealed record AlertRule(string Name, AlertChannel Channel, bool? Prior = null, AnalysisOutcome? Outcome = null, Risk? Risk = null)
{
    public bool Matches(Study study, AnalysisResult result) =>
        (Prior is null || Prior == study.Prior)
        && (Outcome is null || Outcome == result.Outcome)
        && (Risk is null || Risk == result.Risk);
}

/// <summary>What a new result version calls for: the first row that matches. Escalation along the rota is not here yet.</summary>
public static class AlertPolicy
{
    public static IReadOnlyList<AlertRule> Rules { get; } =
    [
        new("prior", AlertChannel.Record, Prior: true),
        new("failed", AlertChannel.Record, Outcome: AnalysisOutcome.Failed),
        new("not-applicable", AlertChannel.Record, Outcome: AnalysisOutcome.NotApplicable),
        new("high-risk", AlertChannel.TextMessage, Risk: Studies.Risk.High),
        new("not-high-risk", AlertChannel.Record),
    ];

    public static AlertRule For(Study study, AnalysisResult result) => Rules.First(rule => rule.Matches(study, result));
}

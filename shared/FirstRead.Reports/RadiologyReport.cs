using FirstRead.Core.Analysis;
using FirstRead.Core.Review;
using FirstRead.Core.Studies;

namespace FirstRead.Reports;

/// <summary>All that a report is made of. Documents are pure functions of it: the same report gives the same text.</summary>
/// <param name="Instances">Of the study, as stored: UIDs are pseudonymous.</param>
/// <param name="Subject">Whose report it is, as its reader may know.</param>
public sealed record RadiologyReport(Reading Reading, IReadOnlyList<Instance> Instances, ReportSubject Subject)
{
    public Study Study => Reading.Study;

    public AnalysisResult? Result => Reading.Result;

    /// <summary>The model's; once signed, with the measures of what the signer drew in place of its outlines.</summary>
    /// <summary>Why the current result read nothing; null where it did.</summary>
    public string? Reason => Result?.Reason is { } reason ? ReasonText.WithoutUids(reason) : null;

    public IReadOnlyList<Finding> Findings => [.. (Result?.Findings ?? []).Select(finding => Signed && DecisionOn(finding) is { } decision ? decision.Apply(finding) : finding)];

    /// <summary>The radiologist's own, beside the model's: those that were signed and stand.</summary>
    public IReadOnlyList<OwnFinding> OwnFindings => [.. Spoken.StandingOwnFindings];

    /// <summary>Own findings that were signed once and rejected since.</summary>
    public IReadOnlyList<OwnFinding> WithdrawnFindings => Signed ? [.. Reading.OwnFindings.Where(finding => Reading.DecisionOn(finding.Id)?.Verdict == Verdict.Reject)] : [];

    /// <summary>Signed rounds in order: the report, then what was added to it.</summary>
    public IReadOnlyList<Signature> Signatures => [.. Reading.Rounds.Select(round => round.Signature).OfType<Signature>()];

    /// <summary>
    /// What the document may call itself. Signed is what is signed with this very result in view: a study that late
    /// pictures re-opened is preliminary again, whoever signed before.
    /// </summary>
    public ReportState State => (Signatures, Result) switch
    {
        ([.., var last] signatures, _) when Reading.Signed && last.ResultAttempt == Study.ResultAttempt => signatures.Count > 1 ? ReportState.Amended : ReportState.Final,
        (_, null) => ReportState.Registered,
        _ => ReportState.Preliminary,
    };

    public bool Signed => State is ReportState.Final or ReportState.Amended;

    /// <summary>When what it says was said: by the last signer, else by the model, as its reader may see it; null before either.</summary>
    public DateTimeOffset? IssuedAt => (Signed ? Signatures[^1].SignedAt : Result?.FinishedAt) is { } clock ? Subject.Shown(clock) : null;

    public string Notice => Signed ? Notices.OfSigned(Simulated) : Notices.Of(Simulated);

    public bool Simulated => Study.Simulated || Result?.Simulated == true;

    /// <summary>What was said for good: an open round may yet change.</summary>
    private Reading Spoken => Reading with { Rounds = [.. Reading.Rounds.Where(round => round.Signature is not null)] };

    /// <summary>The last decision on a finding of the current result; null while there is none.</summary>
    public FindingDecision? DecisionOn(Finding finding) => Reading.Decisions.LastOrDefault(decision => decision.FindingId == finding.Id);
}

/// <summary>Where a report stands.</summary>
public enum ReportState
{
    /// <summary>No result and no signature: there is nothing to report yet.</summary>
    Registered,

    /// <summary>The AI has spoken and no person has signed it.</summary>
    Preliminary,

    Final,

    /// <summary>Signed again after it was final.</summary>
    Amended,
}

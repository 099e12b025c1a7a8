using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Review;

/// <summary>What a radiologist has in view: the study, its current result and all that was decided. Acts on it are pure.</summary>
/// <param name="Result">The result of <see cref="Study.ResultAttempt"/>; null when there is none.</param>
/// <param name="Rounds">In order of their numbers.</param>
public sealed record Reading(Study Study, AnalysisResult? Result, IReadOnlyList<ReviewRound> Rounds)
{
    /// <summary>Decisions on the current result, whichever round they were taken in.</summary>
    public IEnumerable<FindingDecision> Decisions =>
        Rounds.SelectMany(round => round.Decisions).Where(decision => decision.Attempt == Study.ResultAttempt);

    /// <summary>What the radiologist found, in whichever round: it stands in every later one too.</summary>
    public IEnumerable<OwnFinding> OwnFindings => Rounds.SelectMany(round => round.OwnFindings ?? []);

    public IEnumerable<Finding> Undecided =>
        (Result?.Findings ?? []).Where(finding => Decisions.All(decision => decision.FindingId != finding.Id));

    /// <summary>Late instances re-open a study and clear the time; the earlier signature stays in its round.</summary>
    public bool Signed => Study.Times.SignedAt is not null;

    /// <summary>Still moving, or waiting for another person's decision: what is in view is not what would be signed.</summary>
    private bool Ready => Study.Status is StudyStatus.Analysed or StudyStatus.NotApplicable or StudyStatus.Failed;

    /// <summary>The round that is open, or the next one.</summary>
    private ReviewRound Open => Rounds is [.., { Signature: null } last] ? last : new ReviewRound(Rounds.Count + 1, [], null);

    /// <summary>Accepts or rejects one finding; a second thought before signing replaces the first.</summary>
    public ReviewOutcome Decide(FindingDecision decision)
    {
        if (Refusal() is { } refusal)
            return new ReviewOutcome.Refused(refusal);
        if (decision.Attempt != Study.ResultAttempt || Result?.Findings.Any(finding => finding.Id == decision.FindingId) != true)
            return new ReviewOutcome.Refused(ReviewRefusal.UnknownFinding);
        var others = Open.Decisions.Where(other => (other.Attempt, other.FindingId) != (decision.Attempt, decision.FindingId));
        return new ReviewOutcome.Changed(Study, Open with { Decisions = [.. others, decision] });
    }

    /// <summary>Signs what is in view: every finding of the current result must be decided. Takes the study off the open worklist.</summary>
    public ReviewOutcome Sign(string impression, string signedBy, string signerSubject, DateTimeOffset at)
    {
        if (Refusal() is { } refusal)
            return new ReviewOutcome.Refused(refusal);
        if (Undecided.Any())
            return new ReviewOutcome.Refused(ReviewRefusal.Undecided);
        var signature = new Signature(impression, signedBy, signerSubject, at, Study.ResultAttempt);
        // Who signs has seen the alert.
        return new ReviewOutcome.Changed(Study with { Times = Study.Times with { SignedAt = at, AcknowledgedAt = Study.Times.AcknowledgedAt ?? at } }, Open with { Signature = signature });
    }

    private ReviewRefusal? Refusal() => Signed ? ReviewRefusal.AlreadySigned : Ready ? null : ReviewRefusal.NotReady;
}

/// <summary>What an act on a reading comes to.</summary>
public abstract record ReviewOutcome
{
    private ReviewOutcome()
    {
    }

    /// <summary>To be stored together, if the study's revision is still the same.</summary>
    public sealed record Changed(Study Study, ReviewRound Round) : ReviewOutcome;

    public sealed record Refused(ReviewRefusal Refusal) : ReviewOutcome;
}

/// <summary>Why an act cannot be.</summary>
public enum ReviewRefusal
{
    UnknownFinding,
    NotReady,
    AlreadySigned,
    Undecided,
}

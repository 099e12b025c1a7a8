using System.Globalization;
using FirstRead.Core.Access;
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

    /// <summary>What the radiologist found, in whichever round: it stands in every later one too, until a decision rejects it.</summary>
    public IEnumerable<OwnFinding> OwnFindings => Rounds.SelectMany(round => round.OwnFindings ?? []);

    /// <summary>Those that no decision rejects, with their outlines as last amended.</summary>
    public IEnumerable<OwnFinding> StandingOwnFindings =>
        from finding in OwnFindings
        let decision = DecisionOn(finding.Id)
        where decision?.Verdict != Verdict.Reject
        select decision is { Verdict: Verdict.Amend, Contours: { } drawn } ? finding with { Contours = drawn, Point = null, Measures = decision.Measures } : finding;

    /// <summary>What the next finding of the radiologist's own is called.</summary>
    public string NextOwnId => $"R{OwnFindings.Select(finding => int.Parse(finding.Id.AsSpan(1), CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max() + 1}";

    public IEnumerable<Finding> Undecided =>
        (Result?.Findings ?? []).Where(finding => Decisions.All(decision => decision.FindingId != finding.Id));

    /// <summary>Late instances re-open a study and clear the time; the earlier signature stays in its round.</summary>
    public bool Signed => Study.Times.SignedAt is not null;

    /// <summary>Still moving, or waiting for another person's decision: what is in view is not what would be signed.</summary>
    private bool Ready => Study.Status is StudyStatus.Analysed or StudyStatus.NotApplicable or StudyStatus.Failed;

    /// <summary>The round that is open, or the next one.</summary>
    private ReviewRound Open => Rounds is [.., { Signature: null } last] ? last : new ReviewRound(Rounds.Count + 1, [], null);

    /// <summary>The last word on a finding of the current result, or on one of the radiologist's own; null before the first.</summary>
    public FindingDecision? DecisionOn(string findingId) => Decisions.LastOrDefault(decision => decision.FindingId == findingId);

    /// <summary>Accepts, amends or rejects one finding; a second thought before signing replaces the first.</summary>
    public ReviewOutcome Decide(FindingDecision decision)
    {
        if (Refusal() is { } refusal)
            return new ReviewOutcome.Refused(refusal);
        if (decision.Attempt != Study.ResultAttempt || !MayDecide(decision.FindingId))
            return new ReviewOutcome.Refused(ReviewRefusal.UnknownFinding);
        var others = Open.Decisions.Where(other => (other.Attempt, other.FindingId) != (decision.Attempt, decision.FindingId));
        return Draw(Open with { Decisions = [.. others, decision] });
    }

    /// <summary>Adds what the model did not find.</summary>
    /// <param name="finding">Under the id that <see cref="NextOwnId"/> gave.</param>
    public ReviewOutcome Add(OwnFinding finding) =>
        Refusal() is { } refusal ? new ReviewOutcome.Refused(refusal) : Draw(Open with { OwnFindings = [.. Open.OwnFindings ?? [], finding] });

    /// <summary>Takes an own finding back that nobody has signed; one that is signed is rejected by a decision in a later round.</summary>
    public ReviewOutcome Remove(string findingId)
    {
        if (Refusal() is { } refusal)
            return new ReviewOutcome.Refused(refusal);
        if (Open.OwnFindings?.Any(finding => finding.Id == findingId) != true)
            return new ReviewOutcome.Refused(ReviewRefusal.UnknownFinding);
        return new ReviewOutcome.Changed(Study, Open with { OwnFindings = [.. Open.OwnFindings.Where(finding => finding.Id != findingId)] });
    }

    /// <summary>Findings that stand and that somebody must be told of: the model's of high risk, and what the reader marks so.</summary>
    /// <param name="marked">Ids of findings; those that do not stand are passed over.</param>
    public IReadOnlyList<CriticalFinding> CriticalAmong(IReadOnlyCollection<string> marked) =>
    [
        .. (Result?.Findings ?? []).Where(finding => DecisionOn(finding.Id)?.Verdict is Verdict.Accept or Verdict.Amend && (finding.HighRisk || marked.Contains(finding.Id))).Select(finding => new CriticalFinding(finding.Id, finding.Label)),
        .. StandingOwnFindings.Where(finding => marked.Contains(finding.Id)).Select(finding => new CriticalFinding(finding.Id, finding.Label)),
    ];

    /// <summary>Signs what is in view: every finding of the current result must be decided. Takes the study off the open worklist.</summary>
    /// <param name="aiDisplay">When the signer was to see what the model found.</param>
    /// <param name="critical">What <see cref="CriticalAmong"/> gives, and who was told; null where it gives nothing.</param>
    public ReviewOutcome Sign(string impression, string signedBy, string signerSubject, DateTimeOffset at, string? aiDisplay = null, CriticalResult? critical = null)
    {
        if (Refusal() is { } refusal)
            return new ReviewOutcome.Refused(refusal);
        if (Undecided.Any())
            return new ReviewOutcome.Refused(ReviewRefusal.Undecided);
        var signature = new Signature(impression, signedBy, signerSubject, at, Study.ResultAttempt, AiDisplay: aiDisplay, Critical: critical);
        // Who signs has seen the alert.
        return new ReviewOutcome.Changed(Study with { Times = Study.Times with { SignedAt = at, AcknowledgedAt = Study.Times.AcknowledgedAt ?? at } }, Open with { Signature = signature });
    }

    /// <summary>Adds words to what is signed: a round of its own, in which every decision stands as it was taken.</summary>
    public ReviewOutcome Append(string addendum, string signedBy, string signerSubject, DateTimeOffset at, string? aiDisplay = null)
    {
        if (!Signed)
            return new ReviewOutcome.Refused(ReviewRefusal.NotSigned);
        return new ReviewOutcome.Changed(Study, Open with { Signature = new Signature(addendum, signedBy, signerSubject, at, Study.ResultAttempt, AiDisplay: aiDisplay) });
    }

    /// <summary>
    /// Whether this reader is shown what the model found. A read of one's own holds for the images it was made on: late ones
    /// ask for another. Once a person has signed there is nothing to be led by.
    /// </summary>
    public bool ShowsAi(AiDisplay display, string subject) =>
        display == AiDisplay.First
        || Signed
        || Result is { Outcome: not AnalysisOutcome.Analysed }
        || Rounds.SelectMany(round => round.AiViews ?? []).Any(view => view.Subject == subject && view.At >= Study.Times.CompleteAt);

    /// <summary>Keeps that the reader is shown what the model found. May come before there is a result: nothing leads less.</summary>
    public ReviewOutcome Show(AiView view)
    {
        if (Signed)
            return new ReviewOutcome.Refused(ReviewRefusal.AlreadySigned);
        if (Study.Times.CompleteAt is null || Study.Status == StudyStatus.Held)
            return new ReviewOutcome.Refused(ReviewRefusal.NotReady);
        var marks = (Open.OwnFindings ?? []).Where(finding => view.Impression is not null && finding.By == view.By).ToArray();
        return Draw(Open with { AiViews = [.. Open.AiViews ?? [], view with { Marks = marks is [] ? null : marks }] });
    }

    private bool MayDecide(string findingId) =>
        Result?.Findings.Any(finding => finding.Id == findingId) == true
        || Rounds.Any(round => round.Signature is not null && round.OwnFindings?.Any(finding => finding.Id == findingId) == true);

    /// <summary>The round becomes one item of a table, which holds 400 KB.</summary>
    private ReviewOutcome Draw(ReviewRound round)
    {
        var own = (round.OwnFindings ?? []).Concat((round.AiViews ?? []).SelectMany(view => view.Marks ?? []));
        var drawn = round.Decisions.SelectMany(decision => decision.Contours ?? []).Concat(own.SelectMany(finding => finding.Contours));
        return drawn.Sum(contour => contour.Points.Count) > DrawingRules.MostPointsOfARound
            ? new ReviewOutcome.Refused(ReviewRefusal.TooMuchDrawn)
            : new ReviewOutcome.Changed(Study, round);
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
    NotSigned,
    TooMuchDrawn,
}

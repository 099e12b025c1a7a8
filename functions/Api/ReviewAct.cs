using FirstRead.Core.Audit;
using FirstRead.Core.Review;
using FirstRead.Functions.Api.Bodies;
using FirstRead.Functions.Api.Readers;
using FirstRead.Web;

namespace FirstRead.Functions.Api;

/// <summary>One act on a reading: what it comes to, how the audit log words it, what is answered.</summary>
/// <param name="Name">One of <see cref="AuditActs"/>.</param>
internal sealed record ReviewAct(string Name, Func<Reading, ReviewOutcome> Decide, Func<ReviewOutcome.Changed, string> Describe, Func<ReadingView, ReviewRound, Answer> Answer)
{
    /// <summary>Whether it speaks of what the model found: then the caller must have been shown that.</summary>
    public Func<Reading, bool> NeedsAi { get; init; } = _ => false;

    /// <summary>What is wrong with the request in the light of the study; null when it may be decided on.</summary>
    public Func<Reading, Task<Problem?>> Check { get; init; } = _ => Task.FromResult<Problem?>(null);

    /// <summary>What the act does before its round is stored, and the round that then is: given the reading as it would stand.</summary>
    public Func<Reading, ReviewRound, Task<ReviewRound>> Prepare { get; init; } = (_, round) => Task.FromResult(round);
}

/// <summary>A reading as one caller is shown it.</summary>
internal sealed record ReadingView(Reading Reading, bool AiShown)
{
    public ReviewBody Review => ReviewBody.Of(Reading, AiShown);
}

/// <summary>Does acts on readings. Each names the revision it was taken on, and is audited before it is done.</summary>
internal sealed class ReviewActs(ApiPorts ports)
{
    private static readonly Problem TestStudy = new(409, "test-study", "It is a test study", "Nobody reads it: acknowledge it, and that is all.");

    private readonly AiGate gate = new(ports);

    public async Task<Answer> DoAsync(Call call, ReviewAct act)
    {
        // Nothing of it may come into a reader's figures, to a clinic or into teaching.
        if (call.StudyId!.Value.Clinic.IsSynthetic)
            return TestStudy;
        if (call.IfMatch is not { } revision)
            return Problems.IfMatchRequired;
        if (await StudyEndpoints.ReadingOf(ports, call.StudyId!.Value, call.Cancelled) is not { } reading)
            return Problems.NotFound;
        if (reading.Study.Revision != revision)
            return Problems.RevisionChanged;
        var mode = await gate.ModeOf(reading.Study.Id, call.Cancelled);
        if (act.NeedsAi(reading) && !AiGate.Shows(reading, mode, call.Caller))
            return AiGate.NotShown;
        if (await act.Check(reading) is { } problem)
            return problem;
        var outcome = act.Decide(reading);
        if (outcome is ReviewOutcome.Refused refused)
            return ProblemOf(refused.Refusal);
        var changed = (ReviewOutcome.Changed)outcome;
        await AuditAsync(call, act.Name, act.Describe(changed));
        var round = await act.Prepare(After(reading, changed, changed.Round), changed.Round);
        if (!await ports.Reviews.SaveAsync(changed.Study, round, call.Cancelled))
        {
            await AuditAsync(call, AuditActs.NotDone(act.Name), "another write was faster");
            return Problems.RevisionChanged;
        }
        var after = After(reading, changed, round);
        return act.Answer(new(after, AiGate.Shows(after, mode, call.Caller)), round).With("ETag", Call.ETagOf(revision + 1));
    }

    private static Reading After(Reading reading, ReviewOutcome.Changed changed, ReviewRound round) =>
        new(changed.Study, reading.Result, [.. reading.Rounds.Where(other => other.Number != round.Number), round]);

    private Task<AuditEntry> AuditAsync(Call call, string act, string why) => ports.Audit.AppendAsync(
        new AuditEvent(AuditSubjects.Of(call.StudyId!.Value), call.Caller.Subject, act, why, ports.Clock.GetUtcNow()),
        call.Cancelled);

    private static Problem ProblemOf(ReviewRefusal refusal) => refusal switch
    {
        ReviewRefusal.UnknownFinding => Problems.NotFound,
        ReviewRefusal.AlreadySigned => new Problem(409, "already-signed", "The study is signed", "What was signed is not changed: add an addendum, or wait for a later result."),
        ReviewRefusal.Undecided => new Problem(409, "undecided-findings", "A finding is undecided", "Accept, amend or reject every finding first."),
        ReviewRefusal.NotSigned => new Problem(409, "not-signed", "The study is not signed", "An addendum adds to what is signed: sign first."),
        ReviewRefusal.TooMuchDrawn => new Problem(409, "too-much-drawn", "There is too much drawn in this round", $"All outlines together may have {DrawingRules.MostPointsOfARound} points: draw with fewer."),
        _ => new Problem(409, "not-ready", "The study is not ready for this", "It is still received, queued, analysed, or held for a person's decision."),
    };
}

using FirstRead.Core.Audit;
using FirstRead.Core.Review;
using FirstRead.Functions.Api.Bodies;
using FirstRead.Web;

namespace FirstRead.Functions.Api;

/// <summary>Acts of a radiologist on what is in view. Each names the revision it was taken on, and is audited before it is done.</summary>
public sealed class ReviewEndpoints(ApiPorts ports)
{
    private const int LongestReason = 500;
    private const int LongestImpression = 10_000;

    public async Task<Answer> DecideAsync(Call call)
    {
        var (body, problem) = await call.ReadAsync(ApiJson.Default.DecisionRequest);
        if (body is null)
            return problem!;
        if (VerdictNames.Parse(body.Decision) is not { } verdict)
            return Problems.InvalidBody("decision", "must be accept or reject");
        if (body.Reason?.Length > LongestReason)
            return Problems.InvalidBody("reason", $"must not be longer than {LongestReason} characters");
        var finding = call.Route("findingId");
        return await ActAsync(
            call,
            AuditActs.Decide,
            reading => reading.Decide(new FindingDecision(reading.Study.ResultAttempt, finding, verdict, body.Reason, call.Caller.Name, ports.Clock.GetUtcNow())),
            changed => $"{VerdictNames.Of(verdict)} {finding} of result {changed.Study.ResultAttempt}",
            (reading, _) => Answer.Json(ReviewBody.Of(reading), ApiJson.Default.ReviewBody));
    }

    public async Task<Answer> SignAsync(Call call)
    {
        var (body, problem) = await call.ReadAsync(ApiJson.Default.SignRequest);
        if (body is null)
            return problem!;
        if (string.IsNullOrWhiteSpace(body.Impression) || body.Impression.Length > LongestImpression)
            return Problems.InvalidBody("impression", $"must be 1 to {LongestImpression} characters");
        return await ActAsync(
            call,
            AuditActs.Sign,
            reading => reading.Sign(body.Impression.Trim(), call.Caller.Name, call.Caller.Subject, ports.Clock.GetUtcNow()),
            changed => $"round {changed.Round.Number}, result {changed.Study.ResultAttempt}",
            (_, round) => Answer.Json(new SignedBody(round.Signature!.SignedAt, round.Signature.SignedBy, round.Number), ApiJson.Default.SignedBody));
    }

    private async Task<Answer> ActAsync(
        Call call,
        string act,
        Func<Reading, ReviewOutcome> decide,
        Func<ReviewOutcome.Changed, string> describe,
        Func<Reading, ReviewRound, Answer> answer)
    {
        if (call.IfMatch is not { } revision)
            return Problems.IfMatchRequired;
        if (await StudyEndpoints.ReadingOf(ports, call.StudyId!.Value, call.Cancelled) is not { } reading)
            return Problems.NotFound;
        if (reading.Study.Revision != revision)
            return Problems.RevisionChanged;
        var outcome = decide(reading);
        if (outcome is ReviewOutcome.Refused refused)
            return ProblemOf(refused.Refusal);
        var changed = (ReviewOutcome.Changed)outcome;
        await AuditAsync(call, act, describe(changed));
        if (!await ports.Reviews.SaveAsync(changed.Study, changed.Round, call.Cancelled))
        {
            await AuditAsync(call, AuditActs.NotDone(act), "another write was faster");
            return Problems.RevisionChanged;
        }
        var rounds = reading.Rounds.Where(round => round.Number != changed.Round.Number).Append(changed.Round);
        return answer(new Reading(changed.Study, reading.Result, [.. rounds]), changed.Round).With("ETag", Call.ETagOf(revision + 1));
    }

    private Task<AuditEntry> AuditAsync(Call call, string act, string why) => ports.Audit.AppendAsync(
        new AuditEvent(AuditSubjects.Of(call.StudyId!.Value), call.Caller.Subject, act, why, ports.Clock.GetUtcNow()),
        call.Cancelled);

    private static Problem ProblemOf(ReviewRefusal refusal) => refusal switch
    {
        ReviewRefusal.UnknownFinding => Problems.NotFound,
        ReviewRefusal.AlreadySigned => new Problem(409, "already-signed", "The study is signed", "What was signed is not changed; a later result opens the next round."),
        ReviewRefusal.Undecided => new Problem(409, "undecided-findings", "A finding is undecided", "Accept or reject every finding first."),
        _ => new Problem(409, "not-ready", "The study is not ready for this", "It is still received, queued, analysed, or held for a person's decision."),
    };
}

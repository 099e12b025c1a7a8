using FirstRead.Core.Review;

namespace FirstRead.Functions.Api.Bodies;

/// <summary>What was decided on the current result, and every signature.</summary>
public sealed record ReviewBody(IReadOnlyList<DecisionBody> Decisions, IReadOnlyList<SignatureBody> Signatures)
{
    public static ReviewBody Of(Reading reading) => new(
        [.. reading.Decisions.Select(decision => new DecisionBody(decision.FindingId, VerdictNames.Of(decision.Verdict), decision.Reason, decision.By, decision.At))],
        [.. reading.Rounds.Where(round => round.Signature is not null).Select(round => SignatureBody.Of(round.Number, round.Signature!))]);
}

public sealed record DecisionBody(string FindingId, string Decision, string? Reason, string By, DateTimeOffset At);

public sealed record SignatureBody(int Number, string Impression, string SignedBy, DateTimeOffset SignedAt, int ResultAttempt)
{
    public static SignatureBody Of(int number, Signature signature) =>
        new(number, signature.Impression, signature.SignedBy, signature.SignedAt, signature.ResultAttempt);
}

namespace FirstRead.Core.Review;

/// <summary>What a radiologist says of one finding of the AI.</summary>
public enum Verdict
{
    Accept,
    Reject,
}

/// <summary>Spelled once, for the API and the stored items; pinned by tests.</summary>
public static class VerdictNames
{
    public static string Of(Verdict verdict) => verdict == Verdict.Accept ? "accept" : "reject";

    /// <summary>Null when the name is none of ours.</summary>
    public static Verdict? Parse(string? name) => name switch
    {
        "accept" => Verdict.Accept,
        "reject" => Verdict.Reject,
        _ => null,
    };
}

/// <summary>One finding decided.</summary>
/// <param name="Attempt">Of the result that holds the finding: ids are unique within one result only.</param>
/// <param name="By">The radiologist's name at the time.</param>
public sealed record FindingDecision(int Attempt, string FindingId, Verdict Verdict, string? Reason, string By, DateTimeOffset At);

/// <summary>A signed round.</summary>
/// <param name="SignerSubject">The token's <c>sub</c>: who it was, whatever the name says later.</param>
/// <param name="ResultAttempt">The result that was in view; 0 when the study was read without one.</param>
public sealed record Signature(string Impression, string SignedBy, string SignerSubject, DateTimeOffset SignedAt, int ResultAttempt);

/// <summary>One round of review, <c>REVIEW#n</c>: open until it is signed, never changed afterwards. A later result opens the next.</summary>
/// <param name="Number">From 1.</param>
public sealed record ReviewRound(int Number, IReadOnlyList<FindingDecision> Decisions, Signature? Signature);

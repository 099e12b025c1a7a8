using FirstRead.Core.Analysis;
using FirstRead.Core.Review;

namespace FirstRead.Functions.Api.Bodies;

/// <summary>What was decided on the current result, what the radiologist found, and every signature.</summary>
/// <param name="OwnFindings">Those that stand; null when there are none.</param>
public sealed record ReviewBody(IReadOnlyList<DecisionBody> Decisions, IReadOnlyList<SignatureBody> Signatures, IReadOnlyList<OwnFindingBody>? OwnFindings)
{
    public static ReviewBody Of(Reading reading) => new(
        [.. reading.Decisions.Select(DecisionBody.Of)],
        [.. reading.Rounds.Where(round => round.Signature is not null).Select(round => SignatureBody.Of(round.Number, round.Signature!))],
        reading.StandingOwnFindings.Select(OwnFindingBody.Of).ToArray() is { Length: > 0 } own ? own : null);
}

public sealed record DecisionBody(string FindingId, string Decision, string? Reason, string By, DateTimeOffset At, IReadOnlyList<DrawnBody>? Contours)
{
    public static DecisionBody Of(FindingDecision decision) => new(
        decision.FindingId,
        VerdictNames.Of(decision.Verdict),
        decision.Reason,
        decision.By,
        decision.At,
        decision.Contours is { } drawn ? [.. drawn.Select(DrawnBody.Of)] : null);
}

/// <param name="Measures">Once it is signed.</param>
public sealed record OwnFindingBody(
    string Id,
    string Label,
    CodedConcept Code,
    IReadOnlyList<DrawnBody>? Contours,
    PointBody? Point,
    string By,
    DateTimeOffset At,
    DrawnMeasures? Measures)
{
    public static OwnFindingBody Of(OwnFinding finding) => new(
        finding.Id,
        finding.Label,
        finding.Code,
        finding.Contours.Count > 0 ? [.. finding.Contours.Select(DrawnBody.Of)] : null,
        finding.Point is { } point ? PointBody.Of(point) : null,
        finding.By,
        finding.At,
        finding.Measures);
}

/// <param name="Files">Paths of the signed documents on the portal's own origin, behind the pixel cookies; null for a signature of before they were stored.</param>
public sealed record SignatureBody(int Number, string Impression, string SignedBy, DateTimeOffset SignedAt, int ResultAttempt, IReadOnlyList<string>? Files)
{
    public static SignatureBody Of(int number, Signature signature) =>
        new(number, signature.Impression, signature.SignedBy, signature.SignedAt, signature.ResultAttempt, FilesOf(signature));

    /// <summary>The object's key is its path.</summary>
    public static IReadOnlyList<string>? FilesOf(Signature signature) => signature.Objects is { } keys ? [.. keys.Select(key => $"/{key}")] : null;
}

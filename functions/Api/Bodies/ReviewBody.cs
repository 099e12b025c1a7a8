using FirstRead.Core.Analysis;
using FirstRead.Core.Review;
using FirstRead.Functions.Api.Communications;

namespace FirstRead.Functions.Api.Bodies;

/// <summary>What was decided on the current result, what the radiologist found, and every signature.</summary>
/// <param name="OwnFindings">Those that stand; null when there are none.</param>
/// <param name="OwnReads">Reads that were saved before the model's findings were shown; null when there are none.</param>
public sealed record ReviewBody(IReadOnlyList<DecisionBody> Decisions, IReadOnlyList<SignatureBody> Signatures, IReadOnlyList<OwnFindingBody>? OwnFindings, IReadOnlyList<OwnReadBody>? OwnReads)
{
    /// <param name="aiShown">Where it is not, decisions on the model's findings would tell of them, and another's read would lead as they do.</param>
    /// <param name="told">Who was told after a signature, by round.</param>
    public static ReviewBody Of(Reading reading, bool aiShown, IReadOnlyDictionary<int, Communication>? told = null) => new(
        [.. reading.Decisions.Where(decision => aiShown || reading.OwnFindings.Any(finding => finding.Id == decision.FindingId)).Select(DecisionBody.Of)],
        [.. reading.Rounds.Where(round => round.Signature is not null).Select(round => SignatureBody.Of(round.Number, round.Signature!, told?.GetValueOrDefault(round.Number)))],
        reading.StandingOwnFindings.Select(OwnFindingBody.Of).ToArray() is { Length: > 0 } own ? own : null,
        aiShown && reading.Rounds.SelectMany(round => round.AiViews ?? []).Select(OwnReadBody.Of).ToArray() is { Length: > 0 } reads ? reads : null);
}

/// <param name="Impression">Null where the reader only asked to be shown.</param>
public sealed record OwnReadBody(string By, DateTimeOffset At, int ResultAttempt, string? Impression, IReadOnlyList<OwnFindingBody>? Marks)
{
    public static OwnReadBody Of(AiView view) => new(view.By, view.At, view.Attempt, view.Impression, view.Marks is { } marks ? [.. marks.Select(OwnFindingBody.Of)] : null);
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
/// <param name="AiDisplay">When the signer was to see what the model found; null where it was not recorded.</param>
/// <param name="Critical">Null where no finding was critical.</param>
public sealed record SignatureBody(
    int Number,
    string Impression,
    string SignedBy,
    DateTimeOffset SignedAt,
    int ResultAttempt,
    IReadOnlyList<string>? Files,
    string? AiDisplay,
    CriticalBody? Critical)
{
    /// <param name="told">Who was told after it.</param>
    public static SignatureBody Of(int number, Signature signature, Communication? told) => new(
        number,
        signature.Impression,
        signature.SignedBy,
        signature.SignedAt,
        signature.ResultAttempt,
        FilesOf(signature),
        signature.AiDisplay,
        signature.Critical is { } critical ? new(critical.Findings, (critical.Communication ?? told) is { } communication ? CommunicationBody.Of(communication) : null) : null);

    /// <summary>The object's key is its path.</summary>
    public static IReadOnlyList<string>? FilesOf(Signature signature) => signature.Objects is { } keys ? [.. keys.Select(key => $"/{key}")] : null;
}

/// <param name="Communication">Null while nobody was told.</param>
public sealed record CriticalBody(IReadOnlyList<CriticalFinding> Findings, CommunicationBody? Communication);

using System.Text.Json.Serialization;
using FirstRead.Core.Analysis;

namespace FirstRead.Core.Review;

/// <summary>What a radiologist says of one finding.</summary>
public enum Verdict
{
    Accept,

    /// <summary>It is there, but its outline is another.</summary>
    Amend,

    Reject,
}

/// <summary>Spelled once, for the API and the stored items; pinned by tests.</summary>
public static class VerdictNames
{
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Accept => "accept",
        Verdict.Amend => "amend",
        Verdict.Reject => "reject",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    /// <summary>Null when the name is none of ours.</summary>
    public static Verdict? Parse(string? name) => name switch
    {
        "accept" => Verdict.Accept,
        "amend" => Verdict.Amend,
        "reject" => Verdict.Reject,
        _ => null,
    };
}

/// <summary>One finding decided.</summary>
/// <param name="Attempt">Of the result that was in view: the model's ids are unique within one result only.</param>
/// <param name="Reason">Never null for a rejection.</param>
/// <param name="By">The radiologist's name at the time.</param>
/// <param name="Contours">What stands in place of the finding's outlines; null unless amended.</param>
/// <param name="Measures">Of those contours, from the moment of signing on; null before, and unless amended.</param>
public sealed record FindingDecision(
    int Attempt,
    string FindingId,
    Verdict Verdict,
    string? Reason,
    string By,
    DateTimeOffset At,
    IReadOnlyList<DrawnContour>? Contours = null,
    DrawnMeasures? Measures = null)
{
    /// <summary>The finding as decided: where it was amended, the model's measures go with its outline.</summary>
    public Finding Apply(Finding finding) => (Verdict, Measures) switch
    {
        (Verdict.Amend, { } drawn) => finding with
        {
            SeriesInstanceUid = drawn.SeriesInstanceUid,
            KeySopInstanceUid = drawn.KeySopInstanceUid,
            KeyFrame = drawn.KeyFrame,
            SliceCount = drawn.SliceCount,
            AreaMm2 = drawn.AreaMm2,
            DiameterMm = drawn.DiameterMm,
            VolumeMm3 = drawn.VolumeMm3,
        },
        (Verdict.Amend, null) => finding with
        {
            AreaMm2 = null,
            DiameterMm = null,
            VolumeMm3 = null,
        },
        _ => finding,
    };
}

/// <summary>A signed round.</summary>
/// <param name="SignerSubject">The token's <c>sub</c>: who it was, whatever the name says later.</param>
/// <param name="ResultAttempt">The result that was in view; 0 when the study was read without one.</param>
/// <param name="Act">Random, lower-case hexadecimal: the folder of <paramref name="Objects"/>. Null where signing stored no documents.</param>
/// <param name="Objects">Keys in the results bucket of the documents that were signed (<see cref="SignedSet"/>).</param>
/// <param name="AiDisplay">When the clinic's readers saw what the model found (<see cref="Access.AiDisplayNames"/>); null in signatures of before it was recorded.</param>
/// <param name="Critical">Null where no finding was critical.</param>
public sealed record Signature(
    string Impression,
    string SignedBy,
    string SignerSubject,
    DateTimeOffset SignedAt,
    int ResultAttempt,
    string? Act = null,
    IReadOnlyList<string>? Objects = null,
    string? AiDisplay = null,
    CriticalResult? Critical = null)
{
    /// <summary>All that was signed in words: the impression, and who was told of a critical finding.</summary>
    [JsonIgnore]
    public string Words => Critical is null ? Impression : $"{Impression}\n\n{Critical.Words(SignedAt)}";
}

/// <summary>One round of review, <c>REVIEW#n</c>: open until it is signed, never changed afterwards. A later result or an addendum opens the next.</summary>
/// <param name="Number">From 1.</param>
/// <param name="OwnFindings">What the radiologist found and the model did not; null when there are none.</param>
/// <param name="AiViews">Who was shown what the model found, and with which read of their own; null where nobody had to ask.</param>
public sealed record ReviewRound(
    int Number,
    IReadOnlyList<FindingDecision> Decisions,
    Signature? Signature,
    IReadOnlyList<OwnFinding>? OwnFindings = null,
    IReadOnlyList<AiView>? AiViews = null);

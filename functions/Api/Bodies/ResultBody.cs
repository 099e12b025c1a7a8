using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;

namespace FirstRead.Functions.Api.Bodies;

/// <summary>What one attempt found. Findings, model and codes stand as the core has them.</summary>
/// <param name="Notice">Research use, always; unverified until a person signs; simulated where a header said so.</param>
public sealed record ResultBody(
    int Attempt,
    string Outcome,
    string? Reason,
    string Risk,
    bool Simulated,
    string Notice,
    ModelIdentity? Model,
    IReadOnlyList<Finding> Findings,
    string? Contours,
    IReadOnlyList<string> Overlays,
    string? Segmentation,
    IReadOnlyDictionary<string, long> TimingsMs,
    DateTimeOffset FinishedAt)
{
    public static ResultBody Of(AnalysisResult result, bool signed) => new(
        result.Attempt,
        StoredNames.Of(result.Outcome),
        result.Reason,
        StoredNames.Of(result.Risk),
        result.Simulated,
        signed ? Notices.OfSigned(result.Simulated) : Notices.Of(result.Simulated),
        result.Model,
        result.Findings,
        PathOf(result.Objects.Contours),
        [.. result.Objects.Overlays.Select(overlay => PathOf(overlay)!)],
        PathOf(result.Objects.Segmentation),
        result.TimingsMs,
        result.FinishedAt);

    /// <summary>The object's key is its path.</summary>
    private static string? PathOf(string? objectKey) => objectKey is null ? null : $"/{objectKey}";
}

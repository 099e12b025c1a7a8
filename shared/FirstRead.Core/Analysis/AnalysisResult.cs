using System.Text.Json.Serialization;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Analysis;

/// <summary>How one attempt ended.</summary>
public enum AnalysisOutcome
{
    Analysed,
    NotApplicable,
    Failed,
}

/// <summary>What one attempt at a study found. Written once, with the attempt as version.</summary>
/// <param name="Reason">Why no model applied, or what failed: a stable code, a colon and a sentence. Null when analysed.</param>
/// <param name="TimingsMs">Milliseconds by stage: fetch, decode, infer, write, total.</param>
/// <param name="NotRead">Pictures of an analysed study that its model did not read, each with the reason; null when there are none.</param>
/// <param name="Shadows">What models on trial say of the same study: recorded for comparison, never alerted on; null when none ran.</param>
/// <param name="Unlisted">How many more there are than the lists have room for; null when they hold all.</param>
public sealed record AnalysisResult(
    StudyId Study,
    int Attempt,
    AnalysisOutcome Outcome,
    string? Reason,
    Risk Risk,
    bool Simulated,
    ModelIdentity? Model,
    IReadOnlyList<Finding> Findings,
    ResultObjects Objects,
    IReadOnlyDictionary<string, long> TimingsMs,
    DateTimeOffset FinishedAt,
    IReadOnlyList<UnreadPicture>? NotRead = null,
    IReadOnlyList<ShadowResult>? Shadows = null,
    UnlistedCounts? Unlisted = null)
{
    /// <summary>The weightiest finding in words, and how many there are beside it; null where there is none.</summary>
    [JsonIgnore]
    public string? Headline => Findings.OrderByDescending(finding => finding.HighRisk).ThenByDescending(finding => finding.Confidence).FirstOrDefault() is not { } first
        ? null
        : Findings.Count + (Unlisted?.Findings ?? 0) - 1 is > 0 and var others ? $"{first.Label}, and {others} more" : first.Label;
}

/// <param name="Reason">In words.</param>
public sealed record UnreadPicture(string SopInstanceUid, string Reason);

/// <param name="Findings">Beyond those listed, which weigh most; the contours file has them.</param>
/// <param name="NotRead">Pictures that were not read, beyond those listed.</param>
public sealed record UnlistedCounts(int Findings, int NotRead);

/// <summary>A model that runs beside the current one. Nobody is called for what it says.</summary>
public sealed record ShadowResult(ModelIdentity Model, AnalysisOutcome Outcome, string? Reason, Risk Risk, IReadOnlyList<Finding> Findings);

/// <summary>Which model spoke.</summary>
/// <param name="Digest">SHA-256 of the ONNX file, lower-case hexadecimal.</param>
public sealed record ModelIdentity(string Name, string Version, string Digest, string DeviceUid);

/// <summary>One lesion: the union of its contours on neighbouring slices.</summary>
/// <param name="Code">Coded concept of the finding, e.g. SCT 126952004 "Neoplasm of brain".</param>
/// <param name="Confidence">0 to 1, as the model's manifest defines it.</param>
/// <param name="Types">Probability by type name, summing to 1; empty when the model names no type.</param>
/// <param name="SeriesInstanceUid">The series the lesion lies in.</param>
/// <param name="KeySopInstanceUid">The slice of its largest area.</param>
/// <param name="AreaMm2">Largest area on one slice.</param>
/// <param name="DiameterMm">Largest distance between two points of one contour.</param>
/// <param name="VolumeMm3">Sum of area times slice distance, or null for a single slice.</param>
public sealed record Finding(
    string Id,
    string Label,
    CodedConcept Code,
    double Confidence,
    IReadOnlyDictionary<string, double> Types,
    string SeriesInstanceUid,
    string KeySopInstanceUid,
    int KeyFrame,
    int SliceCount,
    double? AreaMm2,
    double? DiameterMm,
    double? VolumeMm3,
    bool HighRisk);

/// <summary>A code as DICOM's Basic Code Sequence has it (PS3.3 8.8).</summary>
public sealed record CodedConcept(string Value, string Scheme, string Meaning);

/// <summary>Object keys in the results bucket, under <c>results/{study}/{attempt}/</c>; null or empty where there is none.</summary>
/// <param name="Overlays">Annotated key images, for display; the first findings have one each.</param>
/// <param name="Segmentation">DICOM Segmentation of a series of slices.</param>
public sealed record ResultObjects(string? Contours, IReadOnlyList<string> Overlays, string? Segmentation)
{
    public static readonly ResultObjects None = new(null, [], null);

    /// <summary>This result as a JSON file.</summary>
    public string? FindingsDocument { get; init; }

    /// <summary>The model's structured report.</summary>
    public string? Report { get; init; }

    /// <summary>Grayscale Softcopy Presentation States.</summary>
    public IReadOnlyList<string> Presentations { get; init => field = value ?? []; } = [];

    /// <summary>Secondary Captures, in the overlays' order.</summary>
    public IReadOnlyList<string> Captures { get; init => field = value ?? []; } = [];

    /// <summary>Key images with nothing drawn on them, in the overlays' order.</summary>
    public IReadOnlyList<string> KeyImages { get; init => field = value ?? []; } = [];

    /// <summary>What signing builds documents from (<see cref="Results.ReportSourceFile"/>): internal, never released.</summary>
    public string? ReportSource { get; init; }
}

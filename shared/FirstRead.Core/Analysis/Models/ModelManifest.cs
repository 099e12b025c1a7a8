using FirstRead.Core.Analysis.Geometry;

namespace FirstRead.Core.Analysis.Models;

/// <summary>A model as its <c>model.json</c> describes it: when it applies, what it wants, what its answers mean.</summary>
/// <param name="Name">The folder's name too: <c>a-z 0-9 -</c>.</param>
/// <param name="Sha256">Of the ONNX file, lower-case hexadecimal: another file is not run under this name.</param>
public sealed record ModelManifest(
    string Name,
    string Version,
    string File,
    string Sha256,
    Applicability AppliesTo,
    ModelInput Input,
    ModelOutput Output,
    DecisionRules Decision,
    FindingTemplate Finding);

/// <summary>One grey picture of <paramref name="Side"/> by <paramref name="Side"/> square pixels of <paramref name="PixelMm"/>.</summary>
/// <param name="Tensor">Name of the input, float32 [n,1,side,side].</param>
public sealed record ModelInput(string Tensor, int Side, double PixelMm, Normalisation Normalisation);

/// <param name="Probability">Name of the output float32 [n,1,side,side], 0 to 1.</param>
/// <param name="Types">Name of the output float32 [n,k] that sums to 1, or null.</param>
/// <param name="TypeNames">The k names in the tensor's order.</param>
public sealed record ModelOutput(string Probability, string? Types, IReadOnlyList<string> TypeNames);

/// <summary>What a finding of this model is called.</summary>
public sealed record FindingTemplate(string Label, CodedConcept Code);

/// <summary>
/// From a probability map to marks, lesions and risk. Every number comes from validation data; the model's card says how.
/// </summary>
/// <param name="ProbabilityThreshold">The outline runs where the probability has this value.</param>
/// <param name="IgnoreBelowMm2">Specks that are no mark.</param>
/// <param name="MinimumAreaMm2">Smallest outline that makes a finding or counts towards high risk.</param>
/// <param name="MaximumAreaMm2">Largest such outline: beyond it the model has failed, not found.</param>
/// <param name="MinimumNeighbouringSlices">How many slices in a row must show the lesion.</param>
/// <param name="MinimumExtentMm">How far the lesion must reach across slices, so that thin slices prove no more than thick ones: slices in a row times their distance.</param>
/// <param name="MinimumConfidence">Mean probability inside one outline that makes a finding.</param>
/// <param name="HighRiskConfidence">Mean probability inside all of a lesion's outlines that high risk needs; not below <paramref name="MinimumConfidence"/>.</param>
/// <param name="LinkDistanceMm">Outlines on neighbouring slices belong together when they overlap or their centres lie within this.</param>
public sealed record DecisionRules(
    double ProbabilityThreshold,
    double IgnoreBelowMm2,
    double MinimumAreaMm2,
    double MaximumAreaMm2,
    int MinimumNeighbouringSlices,
    double MinimumExtentMm,
    double MinimumConfidence,
    double HighRiskConfidence,
    double LinkDistanceMm);

/// <summary>The series a model was made for. What does not fit is not analysed, and the reason is recorded.</summary>
/// <param name="What">In words, after "the series is not": <c>contrast-enhanced T1 of the head</c>.</param>
/// <param name="BodyParts">Values of BodyPartExamined.</param>
/// <param name="BodyPartWords">Words of the descriptions that say the same where BodyPartExamined is empty.</param>
/// <param name="ExcludedWords">Words of the descriptions or of ImageType that speak against it: LOCALIZER, FLAIR.</param>
/// <param name="Orientations">In order of preference.</param>
public sealed record Applicability(
    string What,
    IReadOnlyList<string> Modalities,
    IReadOnlyList<string> BodyParts,
    IReadOnlyList<string> BodyPartWords,
    IReadOnlyList<string> ExcludedWords,
    ContrastRule Contrast,
    WeightingRule? Weighting,
    NumberRange? AgeYears,
    int MinimumSlices,
    NumberRange SliceDistanceMm,
    NumberRange PixelMm,
    IReadOnlyList<BodyPlane> Orientations);

/// <summary>What a model asks of ContrastBolusAgent (0018,0010).</summary>
public enum ContrastRule
{
    Any,
    Required,
    Absent,
}

/// <summary>MR weighting: the timing decides where the header has it, else a word of the descriptions.</summary>
public sealed record WeightingRule(string Name, IReadOnlyList<string> Words, IReadOnlyList<TimingRule> Timings);

/// <summary>Timing of one kind of sequence, ms.</summary>
/// <param name="Sequence">A value that ScanningSequence (0018,0020) must hold: SE, GR, IR.</param>
/// <param name="InversionTime">Asked for only where set.</param>
public sealed record TimingRule(string Sequence, NumberRange RepetitionTime, NumberRange EchoTime, NumberRange? InversionTime);

/// <summary>Both ends belong to it.</summary>
public readonly record struct NumberRange(double From, double To)
{
    public bool Contains(double value) => value >= From && value <= To;

    public override string ToString() => $"{From} to {To}";
}

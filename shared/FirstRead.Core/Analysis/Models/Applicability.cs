using FirstRead.Core.Analysis.Geometry;

namespace FirstRead.Core.Analysis.Models;

/// <summary>The pictures a model was made for. What does not fit is not analysed, and the reason is recorded.</summary>
/// <param name="What">In words, after "the series is not": <c>contrast-enhanced T1 of the head</c>.</param>
/// <param name="SopClasses">UIDs; empty takes any.</param>
/// <param name="BodyParts">Values of BodyPartExamined; empty takes any.</param>
/// <param name="BodyPartWords">Words of the descriptions that say the same where BodyPartExamined is empty.</param>
/// <param name="ExcludedWords">Words of the descriptions or of ImageType that speak against it: LOCALIZER, FLAIR.</param>
/// <param name="Views">Values of ViewPosition, or words of the descriptions where that is empty; empty takes any.</param>
/// <param name="AgeRequired">Nobody's age is guessed: without one the model does not apply.</param>
/// <param name="Photometric">Values of PhotometricInterpretation.</param>
/// <param name="MinimumPixels">Of rows and of columns.</param>
/// <param name="PixelMm">PixelSpacing, or ImagerPixelSpacing of a projection; null takes any and none.</param>
/// <param name="Stack">Asked of a series of slices; null for models that read one picture at a time.</param>
public sealed record Applicability(
    string What,
    IReadOnlyList<string> Modalities,
    IReadOnlyList<string> SopClasses,
    IReadOnlyList<string> BodyParts,
    IReadOnlyList<string> BodyPartWords,
    IReadOnlyList<string> ExcludedWords,
    IReadOnlyList<string> Views,
    ContrastRule Contrast,
    WeightingRule? Weighting,
    NumberRange? AgeYears,
    bool AgeRequired,
    IReadOnlyList<string> Photometric,
    int MinimumPixels,
    NumberRange? PixelMm,
    StackRule? Stack);

/// <param name="Orientations">In order of preference.</param>
public sealed record StackRule(int MinimumSlices, NumberRange SliceDistanceMm, IReadOnlyList<BodyPlane> Orientations);

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

namespace FirstRead.Core.Analysis.Models;

/// <summary>A model as its <c>model.json</c> (schema version 2, models/model.schema.json) describes it: when it applies, what it wants, what its answers mean.</summary>
/// <param name="Name">The folder's name too: <c>a-z 0-9 -</c>.</param>
/// <param name="Version">Three numbers: <c>1.0.0</c>.</param>
/// <param name="Sha256">Of the ONNX file, lower-case hexadecimal: another file is not run under this name.</param>
/// <param name="OutOfDistribution">Null when the net gives no features: then the rules of <paramref name="AppliesTo"/> alone decide.</param>
public sealed record ModelManifest(
    string Name,
    string Version,
    string File,
    string Sha256,
    Applicability AppliesTo,
    ModelInput Input,
    ModelTask Task,
    FindingTemplate Finding,
    OutOfDistributionRule? OutOfDistribution)
{
    /// <summary>Every output that is asked of the net.</summary>
    public IReadOnlyList<NetOutputShape> Outputs() =>
        [.. Task.Outputs(Input, Finding), .. OutOfDistribution is { } rule ? new[] { new NetOutputShape("output.features", rule.Features, [rule.Width]) } : []];
}

/// <summary>What a finding of this model is called.</summary>
/// <param name="Types">Of a finding, in the order of the output <c>types</c>; empty when the model names none.</param>
public sealed record FindingTemplate(string Label, CodedConcept Code, IReadOnlyList<FindingType> Types)
{
    public IReadOnlyList<string> TypeNames => [.. Types.Select(type => type.Name)];
}

/// <param name="Name">As results show it: <c>meningioma</c>.</param>
public sealed record FindingType(string Name, CodedConcept? Code);

/// <summary>How a picture unlike all training pictures is told: by the mean distance of its features to the nearest of theirs.</summary>
/// <param name="Features">Name of the output float32 [n,width].</param>
/// <param name="File">Beside model.json: float32, little endian, <paramref name="Count"/> rows of <paramref name="Width"/>.</param>
/// <param name="Sha256">Of that file.</param>
/// <param name="Neighbours">How many of the nearest rows the mean is taken over.</param>
/// <param name="Threshold">A larger distance is refused: the 99th percentile of the validation split.</param>
/// <param name="UnitLength">The features are brought to length 1 before they are compared, as the rows of the file are.</param>
public sealed record OutOfDistributionRule(
    string Features,
    string File,
    string Sha256,
    int Count,
    int Width,
    int Neighbours,
    double Threshold,
    bool UnitLength);

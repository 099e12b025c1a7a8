namespace FirstRead.Core.Analysis.Models;

/// <summary>What a model's net answers, and from when on the answer counts. Every number comes from validation data; the model's card says how.</summary>
/// <param name="Calibration">From raw to stated confidence; the identity where the card gives none.</param>
public abstract record ModelTask(Calibration Calibration)
{
    /// <summary>As <c>model.json</c> names the kind.</summary>
    public abstract string Kind { get; }

    /// <summary>Names of the outputs that are asked for, and their shapes behind n; 0 where the net decides.</summary>
    public abstract IReadOnlyList<NetOutputShape> Outputs(ModelInput input, FindingTemplate finding);
}

/// <param name="Field">Where model.json names it: <c>output.types</c>.</param>
public sealed record NetOutputShape(string Field, string Name, IReadOnlyList<int> Shape);

/// <summary>Outlines on each slice of a series, linked to lesions.</summary>
/// <param name="Probability">float32 [n,1,side,side], 0 to 1.</param>
/// <param name="Types">float32 [n,k] that sums to 1, or null.</param>
public sealed record SegmentationTask(string Probability, string? Types, DecisionRules Decision, Calibration Calibration) : ModelTask(Calibration)
{
    public override string Kind => "segmentation";

    public override IReadOnlyList<NetOutputShape> Outputs(ModelInput input, FindingTemplate finding) =>
    [
        new("output.probability", Probability, [1, input.Side, input.Side]),
        .. Types is null ? Array.Empty<NetOutputShape>() : [new("output.types", Types, [finding.Types.Count])],
    ];
}

/// <summary>One answer for a whole picture, and where in it that comes from.</summary>
/// <param name="Probability">float32 [n,1], 0 to 1.</param>
/// <param name="Heatmap">float32 [n,1,h,w], 0 to 1, over the whole square; or null.</param>
public sealed record ClassificationTask(string Probability, string? Heatmap, PresenceRules Decision, Calibration Calibration) : ModelTask(Calibration)
{
    public override string Kind => "classification";

    public override IReadOnlyList<NetOutputShape> Outputs(ModelInput input, FindingTemplate finding) =>
    [
        new("output.probability", Probability, [1]),
        .. Heatmap is null ? Array.Empty<NetOutputShape>() : [new("output.heatmap", Heatmap, [1, 0, 0])],
    ];
}

/// <summary>Boxes in a picture, and outlines in the boxes.</summary>
/// <param name="Presence">float32 [n,1]: that there is anything at all, 0 to 1.</param>
/// <param name="Boxes">float32 [n,k,4]: left, top, right, bottom in pixels of the square, the first pixel's left edge at 0.</param>
/// <param name="Scores">float32 [n,k], 0 to 1.</param>
/// <param name="Outline">float32 [n,1,h,w], 0 to 1, over the whole square; or null.</param>
public sealed record DetectionTask(string Presence, string Boxes, string Scores, string? Outline, DetectionRules Decision, Calibration Calibration) : ModelTask(Calibration)
{
    public override string Kind => "detection";

    public override IReadOnlyList<NetOutputShape> Outputs(ModelInput input, FindingTemplate finding) =>
    [
        new("output.presence", Presence, [1]),
        new("output.boxes", Boxes, [0, 4]),
        new("output.scores", Scores, [0]),
        .. Outline is null ? Array.Empty<NetOutputShape>() : [new("output.outline", Outline, [1, 0, 0])],
    ];
}

/// <summary>The outline of what lies at a point that a person gives. It finds nothing by itself and is never run unasked.</summary>
/// <param name="Probability">float32 [n,1,side,side], 0 to 1.</param>
public sealed record OutlineAtPointTask(string Probability, PointRules Decision, Calibration Calibration) : ModelTask(Calibration)
{
    public override string Kind => "outlineAtPoint";

    public override IReadOnlyList<NetOutputShape> Outputs(ModelInput input, FindingTemplate finding) =>
        [new("output.probability", Probability, [1, input.Side, input.Side])];
}

/// <summary>A logistic curve on the log-odds: 1 / (1 + exp(-(slope * logit(p) + intercept))) (Platt). Slope 1 and intercept 0 change nothing.</summary>
public sealed record Calibration(double Slope, double Intercept)
{
    private const double Smallest = 1e-7;

    public static Calibration None { get; } = new(1, 0);

    /// <param name="raw">0 to 1.</param>
    public double Of(double raw)
    {
        if (this == None)
            return raw;
        var bounded = Math.Clamp(raw, Smallest, 1 - Smallest);
        return 1 / (1 + Math.Exp(-((Slope * Math.Log(bounded / (1 - bounded))) + Intercept)));
    }
}

namespace FirstRead.Core.Analysis.Models;

/// <summary>Reads <c>kind</c>, <c>output</c> and <c>decision</c>: what the kind is decides what the others hold.</summary>
internal static class TaskReader
{
    /// <param name="fields">Of the manifest.</param>
    /// <param name="output">Read as far as the kind goes; <c>features</c> and refusing others are the caller's.</param>
    /// <param name="finding">Its types and the output <c>types</c> go together.</param>
    public static ModelTask Read(JsonFields fields, JsonFields output, FindingTemplate finding)
    {
        var (kind, decision) = (fields.Text("kind"), fields.Object("decision"));
        var calibration = decision.OptionalObject("calibration") is { } curve ? CalibrationOf(curve) : Calibration.None;
        ModelTask task = kind switch
        {
            "classification" => Classification(output, decision, calibration),
            "detection" => Detection(output, decision, calibration),
            "outlineAtPoint" => OutlineAtPoint(output, decision, calibration),
            _ => Segmentation(output, decision, calibration),
        };
        if (kind is not ("segmentation" or "classification" or "detection" or "outlineAtPoint") && kind.Length > 0)
            fields.Note("kind", $"'{kind}' is none of segmentation, classification, detection, outlineAtPoint");
        if (task is SegmentationTask { Types: var types } ? types is null != (finding.Types.Count == 0) : finding.Types.Count > 0)
            fields.Note("finding.types", "and output.types go together: both or neither");
        decision.RefuseOthers();
        return task;
    }

    private static Calibration CalibrationOf(JsonFields fields)
    {
        var curve = new Calibration(fields.Number("slope", 0.001, 1000), fields.Number("intercept", -1000, 1000));
        fields.RefuseOthers();
        return curve;
    }

    private static SegmentationTask Segmentation(JsonFields output, JsonFields decision, Calibration calibration)
    {
        var rules = new DecisionRules(
            decision.Number("probabilityThreshold", 0.01, 0.99),
            decision.Number("ignoreBelowMm2", 0, 1e6),
            decision.Number("minimumAreaMm2", 0, 1e6),
            decision.Number("maximumAreaMm2", 0, 1e6),
            decision.Integer("minimumNeighbouringSlices", 1, 1000),
            decision.Number("minimumExtentMm", 0, 1000),
            decision.Number("minimumConfidence", 0, 1),
            decision.Number("highRiskConfidence", 0, 1),
            decision.Number("linkDistanceMm", 0, 1000));
        if (rules.MinimumAreaMm2 < rules.IgnoreBelowMm2 || rules.MaximumAreaMm2 <= rules.MinimumAreaMm2)
            decision.Note("minimumAreaMm2", "must lie between ignoreBelowMm2 and maximumAreaMm2");
        if (rules.HighRiskConfidence < rules.MinimumConfidence)
            decision.Note("highRiskConfidence", "must not lie below minimumConfidence");
        return new(output.Text("probability"), output.OptionalText("types"), rules, calibration);
    }

    private static ClassificationTask Classification(JsonFields output, JsonFields decision, Calibration calibration)
    {
        var task = new ClassificationTask(
            output.Text("probability"),
            output.OptionalText("heatmap"),
            new(decision.Number("threshold", 0, 1), decision.Number("highRiskConfidence", 0, 1), decision.OptionalNumber("heatmapThreshold", 0.01, 0.99)),
            calibration);
        if (task.Heatmap is null != task.Decision.HeatmapThreshold is null)
            decision.Note("heatmapThreshold", "and output.heatmap go together: both or neither");
        return task;
    }

    private static DetectionTask Detection(JsonFields output, JsonFields decision, Calibration calibration)
    {
        var rules = new DetectionRules(
            decision.Number("presenceThreshold", 0, 1),
            decision.Number("scoreThreshold", 0, 1),
            decision.Number("highRiskConfidence", 0, 1),
            decision.OptionalNumber("outlineThreshold", 0.01, 0.99),
            decision.Number("overlap", 0, 1),
            decision.Integer("mostBoxes", 1, 1000));
        var task = new DetectionTask(output.Text("presence"), output.Text("boxes"), output.Text("scores"), output.OptionalText("outline"), rules, calibration);
        if (task.Outline is null != rules.OutlineThreshold is null)
            decision.Note("outlineThreshold", "and output.outline go together: both or neither");
        return task;
    }

    private static OutlineAtPointTask OutlineAtPoint(JsonFields output, JsonFields decision, Calibration calibration) => new(
        output.Text("probability"),
        new(
            decision.Number("probabilityThreshold", 0.01, 0.99),
            decision.Number("maximumDistance", 0, 4096),
            decision.Number("minimumAreaPixels", 0, 1e6),
            decision.OptionalNumber("highRiskDiameterMm", 0, 1000)),
        calibration);
}

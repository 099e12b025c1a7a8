using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;

namespace FirstRead.Inference.Commands;

/// <summary>A result in lines for a person.</summary>
internal static class ResultText
{
    public static string Of(AnalysisResult result) => string.Join('\n', Lines(result)) + "\n";

    private static IEnumerable<string> Lines(AnalysisResult result)
    {
        yield return Notices.Of(result.Simulated);
        yield return $"{StoredNames.Of(result.Outcome)}, risk {StoredNames.Of(result.Risk)}{(result.Model is { } model ? $", by {model.Name} {model.Version}" : "")}";
        if (result.Reason is { } reason)
            yield return reason;
        if (result.Outcome == AnalysisOutcome.Analysed && result.Findings.Count == 0)
            yield return "No finding by this model: that is not \"normal\".";
        foreach (var finding in result.Findings)
            yield return Line(finding);
        foreach (var picture in result.NotRead ?? [])
            yield return $"not read: {picture.SopInstanceUid}: {picture.Reason}";
        foreach (var file in Files(result.Objects))
            yield return file;
        yield return string.Join(", ", result.TimingsMs.Select(stage => $"{stage.Key} {stage.Value} ms"));
    }

    private static IEnumerable<string> Files(ResultObjects objects) =>
    [
        .. objects.Overlays, .. objects.KeyImages, .. objects.Captures, .. objects.Presentations,
        .. new[] { objects.Contours, objects.Segmentation, objects.Report, objects.ReportSource, objects.FindingsDocument }.OfType<string>(),
    ];

    private static string Line(Finding finding)
    {
        var parts = new List<string> { $"confidence {finding.Confidence:0.00}" };
        if (finding is { AreaMm2: { } area, DiameterMm: { } diameter })
            parts.Add($"{area:0} mm², {diameter:0.0} mm across");
        if (finding.SliceCount > 1)
            parts.Add($"{finding.SliceCount} slices");
        if (finding.HighRisk)
            parts.Add("high risk");
        if (finding.Types.Count > 0)
            parts.Add(string.Join(", ", finding.Types.Select(type => $"{type.Key} {type.Value:0.00}")));
        return $"{finding.Id} {finding.Label}: {string.Join(", ", parts)}; on {finding.KeySopInstanceUid}";
    }
}

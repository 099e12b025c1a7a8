using System.Text.Json;
using FirstRead.Core.Analysis;
using FirstRead.Core.Settings;
using FirstRead.Core.Studies;
using FirstRead.Inference.Nets;
using FirstRead.Inference.Running;
using FirstRead.Inference.Studies;

namespace FirstRead.Inference.Commands;

/// <summary>Analyses a folder without a cloud: what the CLI's <c>firstread analyze</c> calls.</summary>
internal static class AnalyzeCommand
{
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors, CancellationToken stop)
    {
        if (AnalyzeArguments.Parse(arguments) is not { } options)
        {
            await errors.WriteLineAsync("usage: analyze DIR --models DIR [--out DIR] [--json]");
            return ExitCodes.Usage;
        }
        var settings = AnalysisSettings.Read(EnvironmentReader.OfProcess, options.Models);
        var study = FolderStudy.Open(options.Folder, options.Results, errors.WriteLine);
        using var analysis = new StudyAnalysis(InstalledModel.LoadAll(options.Models), new OnnxNets(settings, new(errors, TimeProvider.System)), settings, TimeProvider.System);
        var order = new AnalysisOrder(FolderStudy.Id, 1, Simulated: false);
        var result = await AnalyseAsync(analysis, order, study, stop);
        if (options.Json)
            await output.WriteLineAsync(JsonSerializer.Serialize(result, AnalysisJson.Default.AnalysisResult));
        else
            await output.WriteAsync(Text(result));
        return ExitCodes.Success;
    }

    private static async Task<AnalysisResult> AnalyseAsync(StudyAnalysis analysis, AnalysisOrder order, FolderStudy study, CancellationToken stop)
    {
        try
        {
            return await analysis.RunAsync(order, study, study, stop);
        }
        catch (StudyFailedException error)
        {
            return analysis.Failure(order, error.Code, error.Message);
        }
    }

    private static string Text(AnalysisResult result)
    {
        var lines = new List<string> { $"{Notices.Of(result.Simulated)}", $"{StoredNames.Of(result.Outcome)}, risk {StoredNames.Of(result.Risk)}" };
        if (result.Reason is { } reason)
            lines.Add(reason);
        foreach (var finding in result.Findings)
            lines.Add($"{finding.Id} {finding.Label}: confidence {finding.Confidence:0.00}, {finding.AreaMm2:0} mm², {finding.DiameterMm:0.0} mm across, {finding.SliceCount} slices{(finding.HighRisk ? ", high risk" : "")}; {string.Join(", ", finding.Types.Select(type => $"{type.Key} {type.Value:0.00}"))}");
        lines.AddRange([.. result.Objects.Overlays, .. new[] { result.Objects.Contours, result.Objects.Segmentation }.OfType<string>()]);
        lines.Add(string.Join(", ", result.TimingsMs.Select(stage => $"{stage.Key} {stage.Value} ms")));
        return string.Join('\n', lines) + "\n";
    }
}

/// <summary>The command line of <see cref="AnalyzeCommand"/>.</summary>
internal sealed record AnalyzeArguments(string Folder, string Models, string? Results, bool Json)
{
    /// <summary>Null when the arguments make no command.</summary>
    public static AnalyzeArguments? Parse(IReadOnlyList<string> arguments)
    {
        string? folder = null, models = null, results = null;
        var json = false;
        for (var index = 0; index < arguments.Count; index++)
            switch (arguments[index])
            {
                case "--json": json = true; break;
                case "--models" when index + 1 < arguments.Count: models = arguments[++index]; break;
                case "--out" when index + 1 < arguments.Count: results = arguments[++index]; break;
                case var name when folder is null && !name.StartsWith('-'): folder = name; break;
                default: return null;
            }
        return folder is not null && models is not null && Directory.Exists(folder) ? new(folder, models, results, json) : null;
    }
}

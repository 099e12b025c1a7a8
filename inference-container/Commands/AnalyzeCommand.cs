using System.Text.Json;
using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Settings;
using FirstRead.Inference.Nets;
using FirstRead.Inference.Running;
using FirstRead.Inference.Studies;

namespace FirstRead.Inference.Commands;

/// <summary>Analyses a file or a folder without a cloud. It de-identifies nothing: what it writes is as confidential as what it reads.</summary>
public static class AnalyzeCommand
{
    /// <summary>0 when the study was analysed or no model applies, 1 when it cannot be analysed, 64 when the options contradict each other.</summary>
    /// <param name="options">What is asked.</param>
    /// <param name="output">The result.</param>
    /// <param name="errors">What a person should know besides.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="ManifestException">A bundle is wrong.</exception>
    /// <exception cref="SettingException">An environment variable is wrong.</exception>
    public static async Task<int> RunAsync(AnalyzeOptions options, TextWriter output, TextWriter errors, CancellationToken stop)
    {
        var settings = AnalysisSettings.Read(EnvironmentReader.OfProcess, options.Models);
        var models = options.Model is { } name ? Named(options.Models, name) : InstalledModel.LoadAll(options.Models);
        if (options.Model is null)
            settings.RequireShadows([.. models.Select(model => model.Manifest.Name)]);
        var study = FolderStudy.Open(options.Path, options.Image, options.Results, errors.WriteLine);
        if (Contradiction(options, models, study) is { } problem)
        {
            await errors.WriteLineAsync(problem);
            return ExitCodes.Usage;
        }
        // Nobody who did not ask where nets run need hear of it.
        var log = new JsonLog(EnvironmentReader.OfProcess.Optional(EnvironmentNames.Device) is null ? TextWriter.Null : errors, TimeProvider.System);
        using var analysis = new StudyAnalysis(models, new OnnxNets(settings, log), settings, TimeProvider.System);
        var order = new AnalysisOrder(FolderStudy.Id, 1, Simulated: false, options.Model is { } asked ? new(asked, options.Point) : null);
        var result = await AnalyseAsync(analysis, order, study, stop);
        await output.WriteAsync(options.Json ? JsonSerializer.Serialize(result, AnalysisJson.Default.AnalysisResult) + "\n" : ResultText.Of(result));
        return result.Outcome == AnalysisOutcome.Failed ? ExitCodes.Failed : ExitCodes.Success;
    }

    /// <summary>The one bundle alone is read: others, even broken ones, are not this command's matter.</summary>
    private static IReadOnlyList<InstalledModel> Named(string directory, string name) =>
        InstalledModel.Files(directory).FirstOrDefault(file => Path.GetFileName(Path.GetDirectoryName(file)) == name) is { } file
            ? [InstalledModel.Load(file)]
            : throw new ManifestException(directory, [$"there is no model '{name}'; there are {string.Join(", ", InstalledModel.Files(directory).Select(one => Path.GetFileName(Path.GetDirectoryName(one))))}"]);

    private static string? Contradiction(AnalyzeOptions options, IReadOnlyList<InstalledModel> models, FolderStudy study)
    {
        if (options.Image is { } image && study.Instances.Count == 0)
            return $"No picture of the study has the InstanceNumber or SOPInstanceUID {image}.";
        if (options.Model is null || models[0].Manifest.Task is not OutlineAtPointTask)
            return options.Point is null ? null : "--point goes with --model and a model that waits for a point.";
        if (options.Point is not { } point)
            return $"{options.Model} outlines what lies at a point: give --point X,Y.";
        if (study.Instances is not [var picture])
            return study.Instances.Count == 0 ? null : $"The point lies on one of {study.Instances.Count} pictures: say which with --image.";
        return point.Column < 0 || point.Row < 0 || point.Column > picture.Columns - 1 || point.Row > picture.Rows - 1
            ? $"The point lies outside the picture of {picture.Columns} columns and {picture.Rows} rows."
            : null;
    }

    private static async Task<AnalysisResult> AnalyseAsync(StudyAnalysis analysis, AnalysisOrder order, FolderStudy study, CancellationToken stop)
    {
        try
        {
            return await analysis.RunAsync(order, study, study.Sink, stop);
        }
        catch (StudyFailedException error)
        {
            return await analysis.FailAsync(order, error.Code, error.Message, study.Sink, stop);
        }
    }
}

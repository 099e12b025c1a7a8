using System.Text.Json;
using FirstRead.Cli.Deid;
using FirstRead.Core;
using FirstRead.Core.Analysis;
using FirstRead.Core.Deidentification;
using FirstRead.Inference.Commands;
using FirstRead.TextDetection;

namespace FirstRead.Cli.Demo.Radiographs;

/// <summary>
/// Which validation picture is shown: of the first few in the order of labels.csv the one that the installed model is surest
/// of, and that de-identification lets pass. It is chosen to be found, and what is printed says so: how often the
/// model finds one stands in its card.
/// </summary>
public sealed class RadiographChoice(string models, string scratch)
{
    private const int Looked = 10;

    /// <summary>Writes the chosen picture as the only file of <paramref name="folder"/>.</summary>
    /// <returns>What was chosen by what rule; not <c>Found</c> where none of them is both found and let pass.</returns>
    public async Task<(bool Found, string Note)> WriteAsync(RadiographSource source, TrainingArchive archive, string folder, CancellationToken cancel)
    {
        var pictures = archive.Validation(source.Label, Looked).Where(picture => source.BodyPart(picture.Row) is not null).ToList();
        var candidates = Directory.CreateDirectory(Path.Combine(scratch, source.Folder)).FullName;
        var paths = new Dictionary<string, (LabelledPicture Picture, string Path)>(StringComparer.Ordinal);
        foreach (var (index, picture) in pictures.Index())
        {
            var path = Path.Combine(candidates, $"{index + 1}.dcm");
            CapturedRadiograph.Write(picture, source, index + 1, path);
            paths[CapturedRadiograph.Of(picture, source, index + 1).GetString(Dicom.Tags.SOPInstanceUID)!] = (picture, path);
        }
        var alarms = (await FindingsAsync(candidates, cancel)).Where(finding => finding.Label == source.Finding && finding.HighRisk).ToList();
        var found = alarms.Select(finding => finding.KeySopInstanceUid).Distinct().ToList();
        var rule = $"of the first {pictures.Count} validation images labelled {source.Label} the model is alarmed by {found.Count}";
        // High risk and surest first, as every result has them.
        if (found.Select(uid => paths[uid]).FirstOrDefault(one => Passes(one.Path, cancel)) is not { Path: { } chosen } shown)
            return (false, $"{rule}, and none of them passes de-identification unseen");
        Directory.CreateDirectory(folder);
        File.Move(chosen, Path.Combine(folder, "IM0001.dcm"), overwrite: true);
        return (true, $"{rule}; shown is the one that it is surest of, {shown.Picture.Name}");
    }

    private async Task<IReadOnlyList<Finding>> FindingsAsync(string folder, CancellationToken cancel)
    {
        using var output = new StringWriter();
        await AnalyzeCommand.RunAsync(new AnalyzeOptions(folder, models, Json: true), output, TextWriter.Null, cancel);
        return JsonSerializer.Deserialize(output.ToString(), AnalysisJson.Default.AnalysisResult)!.Findings;
    }

    /// <summary>A picture in which something may be text waits for a person, and the demo has none who looks.</summary>
    private static bool Passes(string path, CancellationToken cancel)
    {
        using var texts = new OnnxTextDetector();
        var order = new DeidOrder(
            [path], $"{path}-passed", DeidentificationProfile.Load("clinical-review"), texts, DeidKeys.Fresh(new SystemRandomSource()), 1, null);
        return DeidRun.Run(order, new OutcomeReport(Stream.Null, json: true), TimeProvider.System, cancel) == 0;
    }
}

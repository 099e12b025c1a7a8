using System.CommandLine;
using FirstRead.Inference.Commands;

namespace FirstRead.Cli.Analyze;

/// <summary><c>firstread analyze PATH --out DIR</c>: what the pipeline's container does, on files and without a cloud.</summary>
public static class AnalyzeCommand
{
    public static Command Create()
    {
        var path = new Argument<string>("PATH") { Description = "A DICOM file, or a folder with those of one study." };
        var results = new Option<string?>("--out") { Description = "Folder for findings.json, report.dcm, overlay-F1.png… Not de-identified: as confidential as the input." };
        var model = new Option<string?>("--model") { Description = "The bundle to ask; else the rules in the bundles choose." };
        var point = new Option<string?>("--point") { Description = "Column,row of what a model that waits for a point is to outline; the first pixel's centre is 0,0." };
        var image = new Option<string?>("--image") { Description = "Only this picture: its InstanceNumber or SOPInstanceUID." };
        var json = new Option<bool>("--json") { Description = "Print the result as JSON." };
        var models = BundleFolder.Option();
        var command = new Command("analyze", "Analyze a study on this machine.") { path, results, model, point, image, json, models };
        command.SetAction(async (parsed, cancel) =>
        {
            var source = parsed.GetRequiredValue(path);
            if (!File.Exists(source) && !Directory.Exists(source))
                throw new CommandException($"There is no file or folder '{source}'.");
            var place = parsed.GetValue(point) is { } text ? AnalyzeOptions.PointOf(text) ?? throw new CommandException($"'{text}' is no point: give column,row, for example 200,180.") : (Core.Analysis.Lesions.PixelPoint?)null;
            var options = new AnalyzeOptions(source, BundleFolder.Of(parsed.GetValue(models)), parsed.GetValue(results), parsed.GetValue(model), place, parsed.GetValue(image), parsed.GetValue(json));
            return await BundleFolder.Guarded(() => Inference.Commands.AnalyzeCommand.RunAsync(options, Console.Out, Console.Error, cancel));
        });
        return command;
    }
}

using System.Globalization;
using FirstRead.Core.Analysis.Lesions;

namespace FirstRead.Inference.Commands;

/// <summary>What a person asks to be analysed, without a cloud.</summary>
/// <param name="Path">A DICOM file, or a folder of a study's files.</param>
/// <param name="Models">The folder of the bundles.</param>
/// <param name="Results">Where results are written; null for nowhere.</param>
/// <param name="Model">By name; null where the rules decide.</param>
/// <param name="Point">Column and row, the centre of the first pixel being (0, 0): for models that wait for a point.</param>
/// <param name="Image">Only this picture: an InstanceNumber or a SOPInstanceUID.</param>
/// <param name="Json">The result as JSON instead of lines for a person.</param>
public sealed record AnalyzeOptions(string Path, string Models, string? Results = null, string? Model = null, PixelPoint? Point = null, string? Image = null, bool Json = false)
{
    /// <summary>Null when the arguments make no command.</summary>
    public static AnalyzeOptions? Parse(IReadOnlyList<string> arguments)
    {
        var options = new AnalyzeOptions("", "");
        for (var index = 0; index < arguments.Count; index++)
        {
            var next = index + 1 < arguments.Count ? arguments[index + 1] : null;
            var with = (arguments[index], next) switch
            {
                ("--json", _) => options with { Json = true },
                ("--models", { } models) => options with { Models = models },
                ("--out", { } results) => options with { Results = results },
                ("--model", { } model) => options with { Model = model },
                ("--image", { } image) => options with { Image = image },
                ("--point", { } point) => PointOf(point) is { } place ? options with { Point = place } : null,
                ({ } path, _) when options.Path.Length == 0 && !path.StartsWith('-') => options with { Path = path },
                _ => null,
            };
            if (with is null)
                return null;
            if (with.Json == options.Json && with.Path == options.Path)
                index++;
            options = with;
        }
        return options is { Path.Length: > 0, Models.Length: > 0 } ? options : null;
    }

    /// <summary><c>X,Y</c>; null where it is none.</summary>
    public static PixelPoint? PointOf(string text) =>
        text.Split(',') is [var column, var row]
        && double.TryParse(column, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) && double.TryParse(row, NumberStyles.Float, CultureInfo.InvariantCulture, out var y)
        && double.IsFinite(x) && double.IsFinite(y)
            ? new(x, y)
            : null;
}

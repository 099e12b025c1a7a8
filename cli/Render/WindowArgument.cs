using System.Globalization;
using FirstRead.Dicom.Rendering;

namespace FirstRead.Cli.Render;

/// <summary>The text of <c>--window C,W</c>.</summary>
internal static class WindowArgument
{
    /// <summary>Null for none.</summary>
    /// <exception cref="CommandException">It is not two numbers, or the width is below 1.</exception>
    public static WindowLevel? Parse(string? text)
    {
        if (text is null) return null;
        if (text.Split(',') is [var first, var second] && Number(first) is { } center && Number(second) is { } width && width >= 1)
            return new WindowLevel(center, width);
        throw new CommandException($"'{text}' is no window: --window takes center and width, for example 40,400, the width at least 1.");
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}

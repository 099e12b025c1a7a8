using System.Globalization;
using FirstRead.Dicom.Rendering;

namespace FirstRead.Core.DicomWeb;

/// <summary>How a picture is to look (PS3.18 8.3.5). What is not understood of it is a fault; annotation and ICC profiles are not drawn.</summary>
/// <param name="Viewport">Width and height that the picture fits into; null as it is.</param>
/// <param name="Part">Left, top, width and height of what is shown; null for all.</param>
public sealed record RenderingParameters(WindowLevel? Window, (int Width, int Height)? Viewport, (int Left, int Top, int Width, int Height)? Part, int Quality)
{
    private const int StandardQuality = 90;
    private const int LargestViewport = 8192;

    /// <summary>The parameters, or the name of the one that is wrong and what is wrong with it.</summary>
    public static (RenderingParameters? Parameters, string? Parameter, string? Fault) Parse(Func<string, string?> query)
    {
        var parsed = new RenderingParameters(null, null, null, StandardQuality);
        if (query("quality") is { } quality)
        {
            if (!int.TryParse(quality, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 100)
                return (null, "quality", "must be 1 to 100");
            parsed = parsed with { Quality = number };
        }
        if (query("window") is { } window)
        {
            if (WindowOf(window.Split(',')) is not { } level)
                return (null, "window", "must be center,width,function: two numbers, and linear, linear-exact or sigmoid");
            parsed = parsed with { Window = level };
        }
        if (query("viewport") is { } viewport)
        {
            if (NumbersOf(viewport) is not { } numbers || !IsViewport(numbers))
                return (null, "viewport", $"must be width,height or width,height,left,top,width,height, at most {LargestViewport} wide and high");
            parsed = parsed with
            {
                Viewport = (numbers[0], numbers[1]),
                Part = numbers is [_, _, var left, var top, var width, var height] ? (left, top, width, height) : null,
            };
        }
        return (parsed, null, null);
    }

    public Picture Apply(Picture picture)
    {
        if (Part is { } part)
            picture = PictureScaling.Crop(picture, part.Left, part.Top, part.Width, part.Height);
        return Viewport is { } viewport ? PictureScaling.Fit(picture, viewport.Width, viewport.Height) : picture;
    }

    private static bool IsViewport(int[] numbers) =>
        numbers is [> 0 and <= LargestViewport, > 0 and <= LargestViewport] or [> 0 and <= LargestViewport, > 0 and <= LargestViewport, >= 0, >= 0, > 0, > 0];

    private static WindowLevel? WindowOf(string[] parts)
    {
        if (parts.Length != 3 || !IsNumber(parts[0], out var center) || !IsNumber(parts[1], out var width))
            return null;
        VoiFunction? function = parts[2].ToLowerInvariant() switch
        {
            "linear" => VoiFunction.Linear,
            "linear-exact" => VoiFunction.LinearExact,
            "sigmoid" => VoiFunction.Sigmoid,
            _ => null,
        };
        return function is { } known && WindowLevel.IsUsable(width, known) ? new WindowLevel(center, width, known) : null;
    }

    private static bool IsNumber(string text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    private static int[]? NumbersOf(string text)
    {
        var parts = text.Split(',');
        var numbers = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
                return null;
        return numbers;
    }
}

using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Dicom.Rendering;

namespace FirstRead.Core.Analysis.Results;

/// <summary>
/// Draws a key image: square display pixels, thin outlines, orientation letters, a scale bar, what was found, and on every
/// picture that it is for research alone.
/// </summary>
public static class KeyImagePicture
{
    private const int LeastSide = 720;
    private const int MostSide = 1280;

    // A tint, through which the picture is still seen.
    private const double MostHeat = 0.25;
    private static readonly Colour Amber = new(255, 200, 40);
    private static readonly Colour Cyan = new(90, 200, 230);
    private static readonly Colour Warm = new(255, 80, 30);

    /// <summary>The picture as it is shown, with square pixels and nothing drawn on it: never larger than it was taken.</summary>
    /// <returns>Grey.</returns>
    public static Picture Clean(KeyImage image)
    {
        var (across, down) = DisplayScale(image, least: 0);
        var (width, height) = ((int)Math.Round(image.Grey.Columns * across), (int)Math.Round(image.Grey.Rows * down));
        return new(width, height, 1, Array.ConvertAll(Sampling.To(image.Grey, width, height).Values, Byte));
    }

    /// <returns>Red, green, blue.</returns>
    public static Picture Paint(KeyImage image)
    {
        var (across, down) = DisplayScale(image, LeastSide);
        var sheet = new KeyImageSheet(image, across, down);
        Shade(sheet, image);
        var (marked, thickness) = (Marked(image), Math.Clamp(sheet.Canvas.Width / 800.0, 1, 1.6));
        foreach (var outline in image.Others.Concat(image.OtherBoxes.Select(box => new Outline(box.Corners))))
            sheet.Canvas.Outline(sheet.Placed(outline), 1.1 * thickness, Cyan);
        foreach (var outline in marked)
            sheet.Canvas.Outline(sheet.Placed(outline), 1.5 * thickness, Amber);
        sheet.Letters(image.Frame);
        sheet.ScaleBar(image.Frame);
        if (marked.Length > 0)
            sheet.Label(marked.MaxBy(outline => outline.AreaPixels)!, $"{image.Finding.Id} {image.Finding.Confidence:0.00}", Amber);
        sheet.Captions();
        return new(sheet.Canvas.Width, sheet.Canvas.Height, 3, sheet.Canvas.Pixels);
    }

    private static Outline[] Marked(KeyImage image) => [.. image.Outlines, .. image.Boxes.Select(box => new Outline(box.Corners))];

    /// <summary>
    /// Display pixels per source pixel: two or three until the picture is wide enough for its text, less than one for a
    /// radiograph that is wider than a screen.
    /// </summary>
    private static (double Across, double Down) DisplayScale(KeyImage image, int least)
    {
        var aspect = image.Frame.Aspect;
        var (acrossUnit, downUnit) = aspect >= 1 ? (1.0, aspect) : (1 / aspect, 1.0);
        var (width, height) = (image.Grey.Columns * acrossUnit, image.Grey.Rows * downUnit);
        var factor = 1;
        while (factor < 3 && width * factor < least)
            factor++;
        var scale = Math.Min(factor, MostSide / Math.Max(width, height));
        return (acrossUnit * scale, downUnit * scale);
    }

    private static byte Byte(float value) => (byte)Math.Clamp(value + 0.5f, 0, 255);

    private static void Shade(KeyImageSheet sheet, KeyImage image)
    {
        var grey = Sampling.To(image.Grey, sheet.Width, sheet.Height);
        for (var y = 0; y < sheet.Height; y++)
            for (var x = 0; x < sheet.Width; x++)
            {
                sheet.Canvas.SetGrey(sheet.Left + x, sheet.Top + y, Byte(grey[x, y]));
                if (image.Heat is { } heat)
                    sheet.Canvas.Tint(sheet.Left + x, sheet.Top + y, Warm, MostHeat * HeatAt(heat, ((x + 0.5) / sheet.Across) - 0.5, ((y + 0.5) / sheet.Down) - 0.5));
            }
    }

    /// <summary>The map's value at a place of the picture; cells keep theirs to the square's edge.</summary>
    private static double HeatAt(HeatLayer heat, double column, double row)
    {
        var (map, side) = (heat.Map, heat.Grid.Side);
        var x = ((heat.Grid.ModelColumn(column) + 0.5) * map.Columns / side) - 0.5;
        var y = ((heat.Grid.ModelRow(row) + 0.5) * map.Rows / side) - 0.5;
        return Math.Clamp(map.At(Math.Clamp(x, 0, map.Columns - 1), Math.Clamp(y, 0, map.Rows - 1)), 0, 1);
    }
}

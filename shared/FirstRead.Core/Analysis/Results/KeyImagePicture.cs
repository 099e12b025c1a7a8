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
    private const int Bar = 28;
    private const int Foot = 64;
    private const int Margin = 8;
    private const int LeastSide = 720;
    private const int MostSide = 1280;
    private const double MostHeat = 0.45;
    private static readonly int[] BarLengthsMm = [100, 50, 20, 10, 5, 2, 1];
    private static readonly Colour White = new(235, 235, 235);
    private static readonly Colour Amber = new(255, 200, 40);
    private static readonly Colour Cyan = new(90, 200, 230);
    private static readonly Colour Alarm = new(255, 110, 90);
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
        var canvas = new Canvas((int)Math.Round(image.Grey.Columns * across), (int)Math.Round(image.Grey.Rows * down) + Bar + Foot);
        Picture(canvas, image, across, down);
        foreach (var outline in image.Others.Concat(image.OtherBoxes.Select(box => new Outline(box.Corners))))
            canvas.Outline(Placed(outline, across, down), 1.2, Cyan);
        foreach (var outline in Marked(image))
            canvas.Outline(Placed(outline, across, down), 1.6, Amber);
        Label(canvas, image, across, down);
        if (image.Frame is { Right: { } right, Bottom: { } bottom })
            Letters(canvas, right, bottom);
        if (image.Frame.Spacing is { } spacing)
            ScaleBar(canvas, across / spacing.ColumnMm);
        Captions(canvas, image);
        return new(canvas.Width, canvas.Height, 3, canvas.Pixels);
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

    private static void Picture(Canvas canvas, KeyImage image, double across, double down)
    {
        var (width, height) = (canvas.Width, canvas.Height - Bar - Foot);
        var grey = Sampling.To(image.Grey, width, height);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                canvas.SetGrey(x, y + Bar, Byte(grey[x, y]));
                if (image.Heat is { } heat)
                    canvas.Tint(x, y + Bar, Warm, MostHeat * HeatAt(heat, ((x + 0.5) / across) - 0.5, ((y + 0.5) / down) - 0.5));
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

    private static PixelPoint[] Placed(Outline outline, double across, double down) =>
        [.. outline.Points.Select(point => new PixelPoint(((point.Column + 0.5) * across) - 0.5, ((point.Row + 0.5) * down) - 0.5 + Bar))];

    private static void Label(Canvas canvas, KeyImage image, double across, double down)
    {
        if (Marked(image) is not { Length: > 0 } marked)
            return;
        var points = Placed(marked.MaxBy(outline => outline.AreaPixels)!, across, down);
        var text = $"{image.Finding.Id} {image.Finding.Confidence:0.00}";
        var left = Math.Clamp((int)points.Max(point => point.Column) + Margin, Margin, Math.Max(Margin, canvas.Width - BitmapFont.WidthOf(text) - Margin));
        var top = Math.Clamp((int)points.Min(point => point.Row) - BitmapFont.Height, Bar + Margin, Math.Max(Bar + Margin, canvas.Height - Foot - BitmapFont.Height));
        canvas.Text(left, top, text, Amber);
    }

    private static void Letters(Canvas canvas, string right, string bottom)
    {
        var middle = (Bar + canvas.Height - Foot - BitmapFont.Height) / 2;
        var (left, top) = (KeyImageFrame.Opposite(right), KeyImageFrame.Opposite(bottom));
        canvas.Text(Margin, middle, left, White);
        canvas.Text(canvas.Width - BitmapFont.WidthOf(right) - Margin, middle, right, White);
        canvas.Text((canvas.Width - BitmapFont.WidthOf(top)) / 2, Bar + Margin, top, White);
        canvas.Text((canvas.Width - BitmapFont.WidthOf(bottom)) / 2, canvas.Height - Foot - BitmapFont.Height - Margin, bottom, White);
    }

    private static void ScaleBar(Canvas canvas, double perMm)
    {
        var mm = Array.Find(BarLengthsMm, length => length * perMm < canvas.Width / 3.0);
        var (length, bottom) = ((int)Math.Round(mm * perMm), canvas.Height - Foot - Margin);
        canvas.Fill(Margin, bottom - 3, Margin + length, bottom, White);
        canvas.Fill(Margin, bottom - 9, Margin + 2, bottom, White);
        canvas.Fill(Margin + length - 2, bottom - 9, Margin + length, bottom, White);
        canvas.Text(Margin, bottom - 12 - BitmapFont.Height, $"{mm} mm", White);
    }

    private static void Captions(Canvas canvas, KeyImage image)
    {
        var banner = image.Simulated ? "SIMULATED - RESEARCH USE ONLY - NOT FOR DIAGNOSIS" : "RESEARCH USE ONLY - NOT FOR DIAGNOSIS";
        canvas.Text((canvas.Width - BitmapFont.WidthOf(banner)) / 2, (Bar - BitmapFont.Height) / 2 + 2, banner, Alarm);
        var finding = image.Finding;
        var size = finding is { AreaMm2: { } area, DiameterMm: { } diameter } ? $" {area:0} mm² {diameter:0.0} mm" : "";
        var top = canvas.Height - Foot + Margin;
        canvas.Text(Margin, top, $"{finding.Id} {finding.Label} {finding.Confidence:0.00}{size}  {image.Place}", White);
        canvas.Text(Margin, top + BitmapFont.Height + 6, $"AI result, unverified: {image.Model.Name} {image.Model.Version}", White);
    }
}

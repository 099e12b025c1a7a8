using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Dicom.Rendering;

namespace FirstRead.Core.Analysis.Results;

/// <summary>The slice of a finding's largest area, as shown to a person.</summary>
/// <param name="Grey">0 (black) to 255, as windowed for display.</param>
/// <param name="Others">Outlines of other findings on the slice.</param>
/// <param name="SliceNumber">Counted from 1 along the stack.</param>
public sealed record KeyImage(
    Finding Finding,
    ImagePlane Plane,
    Field Grey,
    IReadOnlyList<Outline> Outlines,
    IReadOnlyList<Outline> Others,
    int SliceNumber,
    int SliceCount,
    ModelIdentity Model,
    bool Simulated);

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
    private static readonly int[] BarLengthsMm = [100, 50, 20, 10, 5, 2, 1];
    private static readonly Colour White = new(235, 235, 235);
    private static readonly Colour Amber = new(255, 200, 40);
    private static readonly Colour Cyan = new(90, 200, 230);
    private static readonly Colour Alarm = new(255, 110, 90);

    /// <returns>An 8-bit RGB PNG.</returns>
    public static byte[] Draw(KeyImage image)
    {
        var plane = image.Plane;
        var perMm = DisplayScale(image.Grey, plane.Spacing);
        var (across, down) = (plane.Spacing.ColumnMm * perMm, plane.Spacing.RowMm * perMm);
        var canvas = new Canvas((int)Math.Round(image.Grey.Columns * across), (int)Math.Round(image.Grey.Rows * down) + Bar + Foot);
        Picture(canvas, image.Grey, across, down);
        foreach (var outline in image.Others)
            canvas.Outline(Placed(outline, across, down), 1.2, Cyan);
        foreach (var outline in image.Outlines)
            canvas.Outline(Placed(outline, across, down), 1.6, Amber);
        Label(canvas, image, across, down);
        Letters(canvas, plane.Orientation);
        ScaleBar(canvas, perMm);
        Captions(canvas, image);
        using var png = new MemoryStream();
        PngWriter.WriteRgb(png, canvas.Width, canvas.Height, canvas.Pixels);
        return png.ToArray();
    }

    /// <summary>Display pixels per mm: two or three for a source pixel until the picture is wide enough for its text.</summary>
    private static double DisplayScale(Field grey, PixelSpacing spacing)
    {
        var finest = Math.Min(spacing.RowMm, spacing.ColumnMm);
        var factor = 1;
        while (factor < 3 && grey.Columns * spacing.ColumnMm / finest * factor < LeastSide)
            factor++;
        return factor / finest;
    }

    private static void Picture(Canvas canvas, Field grey, double across, double down)
    {
        for (var y = Bar; y < canvas.Height - Foot; y++)
            for (var x = 0; x < canvas.Width; x++)
            {
                // The border's half pixel keeps the border's value.
                var column = Math.Clamp(((x + 0.5) / across) - 0.5, 0, grey.Columns - 1.001);
                var row = Math.Clamp(((y - Bar + 0.5) / down) - 0.5, 0, grey.Rows - 1.001);
                canvas.SetGrey(x, y, (byte)(grey.At(column, row) + 0.5f));
            }
    }

    private static PixelPoint[] Placed(Outline outline, double across, double down) =>
        [.. outline.Points.Select(point => new PixelPoint(((point.Column + 0.5) * across) - 0.5, ((point.Row + 0.5) * down) - 0.5 + Bar))];

    private static void Label(Canvas canvas, KeyImage image, double across, double down)
    {
        if (image.Outlines.Count == 0)
            return;
        var points = Placed(image.Outlines.MaxBy(outline => outline.AreaPixels)!, across, down);
        var text = $"{image.Finding.Id} {image.Finding.Confidence:0.00}";
        var left = Math.Clamp((int)points.Max(point => point.Column) + Margin, Margin, canvas.Width - BitmapFont.WidthOf(text) - Margin);
        var top = Math.Clamp((int)points.Min(point => point.Row) - BitmapFont.Height, Bar + Margin, canvas.Height - Foot - BitmapFont.Height);
        canvas.Text(left, top, text, Amber);
    }

    private static void Letters(Canvas canvas, ImageOrientation orientation)
    {
        var middle = (Bar + canvas.Height - Foot - BitmapFont.Height) / 2;
        var right = ImageOrientation.Letters(orientation.AlongRow);
        var bottom = ImageOrientation.Letters(orientation.AlongColumn);
        var left = ImageOrientation.Letters(-orientation.AlongRow);
        var top = ImageOrientation.Letters(-orientation.AlongColumn);
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
        canvas.Text(Margin, top, $"{finding.Id} {finding.Label} {finding.Confidence:0.00}{size}  slice {image.SliceNumber}/{image.SliceCount}", White);
        canvas.Text(Margin, top + BitmapFont.Height + 6, $"AI result, unverified: {image.Model.Name} {image.Model.Version}", White);
    }
}

using System.Globalization;
using System.Text;

namespace FirstRead.Reports.Pdf.Writing;

/// <summary>What is drawn on one page. Places are in points from the top left corner; a PDF's own count from the bottom.</summary>
internal sealed class PdfPage(PdfPageSize size)
{
    private readonly StringBuilder _content = new();
    private readonly SortedDictionary<string, PdfReference> _images = new(StringComparer.Ordinal);

    public PdfPageSize Size => size;

    public IReadOnlyDictionary<string, PdfReference> Images => _images;

    public byte[] Content => Encoding.ASCII.GetBytes(_content.ToString());

    /// <param name="y">Of the line that letters stand on.</param>
    public void Text(string text, PdfTextStyle style, double x, double y)
    {
        if (text.Length > 0)
            Add($"BT {Fill(style.Colour)} /{style.Font.Resource} {PdfText.Number(style.Size)} Tf {Place(x, y)} Td\n{style.Font.Show(text)}ET\n");
    }

    public void Rectangle(PdfColour colour, double x, double y, double width, double height) =>
        Add($"{Fill(colour)} {Place(x, y + height)} {PdfText.Number(width)} {PdfText.Number(height)} re f\n");

    public void Line(PdfPen pen, double x1, double y1, double x2, double y2) =>
        Add($"q {Stroke(pen)} {Place(x1, y1)} m {Place(x2, y2)} l S Q\n");

    /// <summary>A closed outline within a frame, at whose edges it ends.</summary>
    public void Outline(PdfPen pen, IReadOnlyList<(double X, double Y)> points, (double X, double Y, double Width, double Height) frame)
    {
        if (points.Count == 0)
            return;
        var path = string.Join(' ', points.Select((point, index) => $"{Place(point.X, point.Y)} {(index == 0 ? 'm' : 'l')}"));
        Add($"q {Place(frame.X, frame.Y + frame.Height)} {PdfText.Number(frame.Width)} {PdfText.Number(frame.Height)} re W n {Stroke(pen)} {path} h S Q\n");
    }

    public void Image(PdfReference image, double x, double y, double width, double height)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"I{image.Number}");
        _images[name] = image;
        Add($"q {PdfText.Number(width)} 0 0 {PdfText.Number(height)} {Place(x, y + height)} cm /{name} Do Q\n");
    }

    private void Add(string operators) => _content.Append(operators);

    private string Place(double x, double y) => $"{PdfText.Number(x)} {PdfText.Number(size.Height - y)}";

    private static string Fill(PdfColour colour) => $"{colour} rg";

    private static string Stroke(PdfPen pen) =>
        $"{pen.Colour} RG {PdfText.Number(pen.Width)} w 1 j 1 J [{string.Join(' ', pen.Dashes.Select(PdfText.Number))}] 0 d";
}

/// <summary>In points, of which 72 are an inch.</summary>
public sealed record PdfPageSize(double Width, double Height)
{
    /// <summary>210 mm by 297 mm.</summary>
    public static PdfPageSize A4 { get; } = new(595.276, 841.89);

    /// <summary>8.5 by 11 inches.</summary>
    public static PdfPageSize Letter { get; } = new(612, 792);
}

/// <summary>Red, green and blue of sRGB.</summary>
internal readonly record struct PdfColour(byte Red, byte Green, byte Blue)
{
    public override string ToString() => $"{PdfText.Number(Red / 255.0)} {PdfText.Number(Green / 255.0)} {PdfText.Number(Blue / 255.0)}";
}

/// <param name="Width">In points.</param>
/// <param name="Dashes">On and off by turns, in points; empty for a line without gaps.</param>
internal sealed record PdfPen(PdfColour Colour, double Width, params double[] Dashes);

/// <param name="Size">In points.</param>
internal sealed record PdfTextStyle(PdfFont Font, double Size, PdfColour Colour)
{
    public double LineHeight => Size * 1.4;

    public double WidthOf(string text) => Font.Width(text, Size);
}

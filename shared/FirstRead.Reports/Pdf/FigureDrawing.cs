using System.Globalization;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Results;
using FirstRead.Reports.Pdf.Writing;

namespace FirstRead.Reports.Pdf;

/// <summary>What stands over a key image: outlines that can be told apart without colour, what lies which way, and a scale bar.</summary>
internal static class FigureDrawing
{
    private static readonly int[] BarLengthsMm = [100, 50, 20, 10, 5, 2, 1];
    private static readonly PdfColour Black = new(0, 0, 0);

    /// <summary>A dark seam keeps a light line visible on bright tissue.</summary>
    private static readonly PdfPen Seam = new(Black, 1.9);

    private static readonly PdfPen ByModel = new(new(255, 205, 60), 0.9, 3.2, 2.2);

    private static readonly PdfPen ByPerson = new(new(110, 225, 255), 1.1);

    /// <summary>Source pixels across and down; null where they are not on record, so that nothing can be placed.</summary>
    public static (int Columns, int Rows)? Matrix(ReportedFinding finding) =>
        finding.Key is { Columns: > 0 and var columns, Rows: > 0 and var rows } ? (columns, rows) : null;

    public static void Draw(PdfPage page, ReportStyle style, ReportedFinding finding, (double X, double Y, double Width, double Height) frame)
    {
        if (Matrix(finding) is not { } matrix)
            return;
        foreach (var (outline, pen) in finding.ByModel.Select(outline => (outline, ByModel)).Concat(finding.ByPerson.Select(outline => (outline, ByPerson))))
        {
            var points = outline.Points.Select(point => Placed(point, matrix, frame)).ToArray();
            page.Outline(Seam, points, frame);
            page.Outline(pen, points, frame);
        }
        if (finding.Point is { } marked)
            Ring(page, Placed(marked, matrix, frame), frame);
        if (finding.Image!.Place is { Right: { } right, Bottom: { } bottom })
            Letters(page, style, frame, right, bottom);
        if (finding.Image!.Scale is { } scale)
            Bar(page, style, frame, frame.Width / (matrix.Columns * scale.Spacing.ColumnMm), scale.Basis);
    }

    /// <summary>The centre of the first pixel is (0, 0), so its corner is half a pixel before.</summary>
    private static (double X, double Y) Placed(PixelPoint point, (int Columns, int Rows) matrix, (double X, double Y, double Width, double Height) frame) =>
        (frame.X + ((point.Column + 0.5) / matrix.Columns * frame.Width), frame.Y + ((point.Row + 0.5) / matrix.Rows * frame.Height));

    /// <summary>Around a point, so that what it marks stays visible.</summary>
    private static void Ring(PdfPage page, (double X, double Y) at, (double X, double Y, double Width, double Height) frame)
    {
        const int corners = 24;
        const double radius = 6;
        var ring = Enumerable.Range(0, corners).Select(corner => (at.X + (radius * Math.Cos(2 * Math.PI * corner / corners)), at.Y + (radius * Math.Sin(2 * Math.PI * corner / corners)))).ToArray();
        page.Outline(Seam, ring, frame);
        page.Outline(ByPerson, ring, frame);
    }

    private static void Letters(PdfPage page, ReportStyle style, (double X, double Y, double Width, double Height) frame, string right, string bottom)
    {
        var (left, top) = (KeyImageFrame.Opposite(right), KeyImageFrame.Opposite(bottom));
        var (middleX, middleY) = (frame.X + (frame.Width / 2), frame.Y + (frame.Height / 2));
        Letter(left, frame.X + 2 + (WidthOf(left) / 2), middleY);
        Letter(right, frame.X + frame.Width - 2 - (WidthOf(right) / 2), middleY);
        Letter(top, middleX, frame.Y + 8);
        Letter(bottom, middleX, frame.Y + frame.Height - 8);

        double WidthOf(string text) => style.Letter.WidthOf(text) + 5;

        void Letter(string text, double x, double y) => Label(page, style, text, x - (WidthOf(text) / 2), y - 5.5);
    }

    private static void Bar(PdfPage page, ReportStyle style, (double X, double Y, double Width, double Height) frame, double perMm, LengthBasis basis)
    {
        var mm = Array.Find(BarLengthsMm, length => length * perMm < frame.Width / 3);
        if (mm == 0)
            return;
        var (x, y) = (frame.X + 7, frame.Y + frame.Height - 7);
        page.Line(new(Black, 2.6), x, y, x + (mm * perMm), y);
        page.Line(new(ReportStyle.Paper, 1.2), x, y, x + (mm * perMm), y);
        Label(page, style, string.Create(CultureInfo.InvariantCulture, $"{mm} mm{(basis == LengthBasis.Detector ? " at the detector" : "")}"), x - 2, y - 14);
    }

    /// <summary>White on black: a picture may be light or dark beneath.</summary>
    private static void Label(PdfPage page, ReportStyle style, string text, double x, double y)
    {
        page.Rectangle(Black, x, y, style.Letter.WidthOf(text) + 5, 11);
        page.Text(text, style.Letter, x + 2.5, y + 8.2);
    }
}

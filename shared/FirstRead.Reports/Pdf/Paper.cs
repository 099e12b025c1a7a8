using FirstRead.Reports.Pdf.Writing;

namespace FirstRead.Reports.Pdf;

/// <summary>Pages that are written from top to bottom; what does not fit opens the next.</summary>
internal sealed class Paper
{
    private const double HeadHeight = 66;
    private const double FootHeight = 44;

    private readonly PdfDocument _document;
    private readonly PdfPageSize _size;

    public Paper(PdfDocument document, PdfPageSize size, ReportStyle style)
    {
        (_document, _size, Style) = (document, size, style);
        Turn();
    }

    public ReportStyle Style { get; }

    public PdfPage Page => _document.Pages[^1];

    public IReadOnlyList<PdfPage> Pages => _document.Pages;

    public double Width => _size.Width - (2 * ReportStyle.Margin);

    /// <summary>From the top of the page, in points.</summary>
    public double Y { get; private set; }

    public double Left => Bottom - Y;

    private double Bottom => _size.Height - ReportStyle.Margin - FootHeight;

    private double BodyHeight => Bottom - HeadHeight;

    public void Skip(double points) => Y += points;

    public void Turn()
    {
        _document.AddPage(_size);
        Y = HeadHeight;
    }

    /// <summary>Turns the page unless so much is left, or no page has as much.</summary>
    public void Need(double points)
    {
        if (points > Left && Y > HeadHeight && points <= BodyHeight)
            Turn();
    }

    /// <summary>A small heading with a line above.</summary>
    /// <param name="following">Points that must stand on the same page below it.</param>
    public void Heading(string text, double following = 30)
    {
        Need(following + 36);
        Skip(ReportStyle.Gap);
        Page.Line(new(ReportStyle.Line, 0.6), ReportStyle.Margin, Y, ReportStyle.Margin + Width, Y);
        Skip(7);
        Text(text, Style.Heading);
        Skip(3);
    }

    /// <summary>A paragraph over the page's width.</summary>
    public void Text(string text, PdfTextStyle style) => Text(text, style, 0, Width);

    /// <param name="indent">From the left margin.</param>
    public void Text(string text, PdfTextStyle style, double indent, double width)
    {
        foreach (var line in TextLines.Of(text, style, width))
        {
            if (style.LineHeight > Left)
                Turn();
            Line(line, style, ReportStyle.Margin + indent);
            Skip(style.LineHeight);
        }
    }

    /// <summary>Cells side by side that begin at one height. Stays together where a page has room for it, and goes on over the page where none has.</summary>
    /// <param name="turned">Draws what must stand above the rest of a table on each new page.</param>
    public void Row(IReadOnlyList<Cell> cells, Action? turned = null)
    {
        var columns = cells.Select(cell => new Queue<(string Text, PdfTextStyle Style)>(
            cell.Paragraphs.SelectMany(paragraph => TextLines.Of(paragraph.Text, paragraph.Style, cell.Width - Cell.Gutter).Select(line => (line, paragraph.Style))))).ToArray();
        var height = columns.Max(column => column.Sum(line => line.Style.LineHeight));
        if (height > Left && height <= BodyHeight / 3)
            TurnWith(turned);
        Fill(cells, columns);
        while (columns.Any(column => column.Count > 0))
        {
            TurnWith(turned);
            Fill(cells, columns);
        }
    }

    /// <summary>As many lines of each cell as the page has room for.</summary>
    private void Fill(IReadOnlyList<Cell> cells, Queue<(string Text, PdfTextStyle Style)>[] columns)
    {
        var (left, deepest) = (ReportStyle.Margin, 0.0);
        for (var index = 0; index < cells.Count; left += cells[index++].Width)
        {
            var used = 0.0;
            while (columns[index].TryPeek(out var line) && used + line.Style.LineHeight <= Left)
            {
                columns[index].Dequeue();
                Page.Text(line.Text, line.Style, left, Y + used + line.Style.Size);
                used += line.Style.LineHeight;
            }
            deepest = Math.Max(deepest, used);
        }
        Skip(deepest);
    }

    /// <summary>A band of pale colour with a dark edge and one paragraph, which must be short.</summary>
    public void Band(string text, PdfTextStyle style, PdfColour paper)
    {
        const double inset = 9;
        const double pad = 5;
        var height = (TextLines.Of(text, style, Width - (2 * inset)).Count * style.LineHeight) + (2 * pad);
        Need(height);
        Page.Rectangle(paper, ReportStyle.Margin, Y, Width, Math.Min(height, Left));
        Page.Rectangle(style.Colour, ReportStyle.Margin, Y, 3, Math.Min(height, Left));
        Skip(pad);
        Text(text, style, inset, Width - (2 * inset));
        Skip(pad);
    }

    public void Rule() => Page.Line(new(ReportStyle.Line, 0.4), ReportStyle.Margin, Y, ReportStyle.Margin + Width, Y);

    private void Line(string text, PdfTextStyle style, double x) => Page.Text(text, style, x, Y + style.Size);

    private void TurnWith(Action? turned)
    {
        Turn();
        turned?.Invoke();
    }
}

/// <param name="Width">In points, with the gutter to the next cell.</param>
internal sealed record Cell(double Width, params IReadOnlyList<(string Text, PdfTextStyle Style)> Paragraphs)
{
    public const double Gutter = 9;
}

using System.Globalization;
using FirstRead.Reports.Pdf.Writing;

namespace FirstRead.Reports.Pdf;

/// <summary>On every page: what the document is for, whose it is, and which page of how many.</summary>
internal static class ReportMargins
{
    public static void Draw(Paper paper, RadiologyReport report)
    {
        foreach (var (index, page) in paper.Pages.Index())
        {
            Top(paper, page, report, index);
            Foot(paper, page, report, string.Create(CultureInfo.InvariantCulture, $"Page {index + 1} of {paper.Pages.Count}"));
        }
    }

    private static void Top(Paper paper, PdfPage page, RadiologyReport report, int index)
    {
        const double y = 26;
        page.Rectangle(ReportStyle.WarningPaper, ReportStyle.Margin, y, paper.Width, 20);
        page.Rectangle(ReportStyle.Warning, ReportStyle.Margin, y, 3, 20);
        page.Text(report.Notice, paper.Style.Notice, ReportStyle.Margin + 9, y + 13.5);
        if (index > 0)
            page.Text(TextLines.Cut($"{ReportHeader.Whose(report)}  ·  {ReportHeader.StateOf(report)}", paper.Style.SmallStrong, paper.Width), paper.Style.SmallStrong, ReportStyle.Margin, y + 32);
    }

    private static void Foot(Paper paper, PdfPage page, RadiologyReport report, string number)
    {
        var (left, right, top) = (ReportStyle.Margin, ReportStyle.Margin + paper.Width, page.Size.Height - ReportStyle.Margin - 24);
        var small = paper.Style.Small;
        page.Line(new(ReportStyle.Line, 0.6), left, top, right, top);
        var first = top + 5 + small.Size;
        var room = paper.Width - small.WidthOf(number) - ReportStyle.Gap;
        page.Text(TextLines.Cut(ReportHeader.Whose(report), small, room), small, left, first);
        page.Text(number, small, right - small.WidthOf(number), first);
        var model = report.Result?.Model is { } known ? $"  ·  Model {known.Name} {known.Version}" : "";
        page.Text(TextLines.Cut($"Study {report.Subject.StudyUid(report.Study)}{model}", small, paper.Width), small, left, first + small.LineHeight);
    }
}

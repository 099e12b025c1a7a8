using FirstRead.Reports.Pdf.Writing;

namespace FirstRead.Reports.Pdf;

/// <summary>
/// A report for people. What it says on every page: that it is for research, whose it is, and until a person signs, that nobody
/// has verified it. A pure function: the same report and images give the same bytes.
/// </summary>
public static class PdfReport
{
    public const string MediaType = "application/pdf";

    /// <param name="images">At most one a finding; those of findings that were rejected are not shown, nor are more than a dozen.</param>
    /// <param name="size">A4 unless told.</param>
    /// <returns>A PDF/A-2u file. What names the patient stands in it for a released subject alone.</returns>
    /// <exception cref="InvalidDataException">An image is no PNG as <see cref="ReportKeyImage"/> asks for.</exception>
    public static byte[] Write(RadiologyReport report, IReadOnlyList<ReportKeyImage> images, PdfPageSize? size = null)
    {
        // A document's time is that of what it says, so that making it again does not make it newer.
        var document = new PdfDocument(new(ReportHeader.TitleOf(report), $"{ReportHeader.StateOf(report)}. {report.Notice}", "FirstRead", report.IssuedAt));
        var style = new ReportStyle(document.AddFont(ReportFonts.Regular), document.AddFont(ReportFonts.SemiBold));
        var paper = new Paper(document, size ?? PdfPageSize.A4, style);
        var findings = ReportedFinding.All(report, images);
        ReportHeader.Draw(paper, report);
        ReportConclusion.Draw(paper, report);
        ReportFindings.Draw(paper, report, findings);
        KeyImages.Draw(paper, findings, document.AddImage);
        ReportBackground.Draw(paper, report);
        ReportMargins.Draw(paper, report);
        return document.Save();
    }
}

using FirstRead.Reports.Pdf.Writing;

namespace FirstRead.Reports.Pdf;

/// <summary>
/// A report for people. What it says on every page: that it is for research, whose it is, and until a person signs, that nobody
/// has verified it. A pure function: the same report and images give the same bytes.
/// </summary>
public static class PdfReport
{
    public const string MediaType = "application/pdf";

    /// <param name="images">In the order in which they are shown; those of findings that were rejected are not.</param>
    /// <param name="size">A4 unless told.</param>
    /// <exception cref="InvalidDataException">An image is no PNG as <see cref="ReportKeyImage"/> asks for.</exception>
    public static byte[] Write(RadiologyReport report, IReadOnlyList<ReportKeyImage> images, PdfPageSize? size = null)
    {
        var document = new PdfDocument(new("Radiology report", report.Notice, "FirstRead", null));
        var text = new PdfTextStyle(document.AddFont(ReportFonts.Regular), 10, new(0, 0, 0));
        var page = document.AddPage(size ?? PdfPageSize.A4);
        page.Text(report.Notice, text, 48, 60);
        foreach (var (index, signature) in report.Signatures.Index())
            page.Text(signature.Impression, text, 48, 90 + (20 * index));
        foreach (var image in images)
            page.Image(document.AddImage(PngImage.Read(image.Png)), 48, 200, 200, 200);
        return document.Save();
    }
}

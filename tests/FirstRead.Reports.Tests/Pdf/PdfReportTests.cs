using FirstRead.Reports.Pdf;

namespace FirstRead.Reports.Tests.Pdf;

/// <summary>What a reader finds on the page.</summary>
public sealed class PdfReportTests
{
    [Test]
    public void Report_OfEveryState_IsAPdfWithoutAFault()
    {
        Poppler.Need("qpdf", "pdftotext");
        foreach (var report in new[] { Reports.Preliminary(), Reports.Final(), Reports.Amended(Reports.Released), Reports.Of(Reports.Reopened()) })
        {
            var pdf = PdfReport.Write(report, []);
            var (exit, output) = Poppler.Run("qpdf", pdf, "--check", "{}");
            Assert.That(exit, Is.Zero, output);
            Assert.That(Poppler.Text(pdf), Does.Contain(report.Notice));
        }
    }
}

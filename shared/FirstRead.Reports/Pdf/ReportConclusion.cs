using System.Globalization;
using FirstRead.Core.Review;

namespace FirstRead.Reports.Pdf;

/// <summary>What a radiologist says, in the order of signing, each part with its signature.</summary>
internal static class ReportConclusion
{
    private const string Superseded = "What is signed above was read with an earlier result in view. The findings below came later and nobody has signed them.";

    public static void Draw(Paper paper, RadiologyReport report)
    {
        if (report.Signatures.Count == 0)
        {
            paper.Heading("Impression");
            paper.Text("None: no radiologist has signed this study.", paper.Style.Body);
            return;
        }
        foreach (var (index, signature) in report.Signatures.Index())
            Signed(paper, report, index == 0 ? "Impression" : string.Create(CultureInfo.InvariantCulture, $"Addendum {index}"), signature);
        if (report.Signed)
            return;
        paper.Skip(6);
        paper.Band(Superseded, paper.Style.Notice, ReportStyle.WarningPaper);
    }

    private static void Signed(Paper paper, RadiologyReport report, string heading, Signature signature)
    {
        paper.Heading(heading, following: 60);
        paper.Text(signature.Words, paper.Style.Body);
        paper.Skip(6);
        var when = report.Subject.Shown(signature.SignedAt) is { } time ? $", {ReportTimes.Of(report.Subject, time)}" : "";
        paper.Band($"Signed electronically by {signature.SignedBy}{when}", paper.Style.Signature, ReportStyle.SignedPaper);
    }
}

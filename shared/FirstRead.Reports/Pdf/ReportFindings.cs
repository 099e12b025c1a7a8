using System.Globalization;
using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Results;
using FirstRead.Reports.Pdf.Writing;

namespace FirstRead.Reports.Pdf;

/// <summary>The findings as a table, each with what the radiologist said of it.</summary>
internal static class ReportFindings
{
    private static readonly (string Name, double Share)[] Columns = [("No.", 0.08), ("Finding", 0.32), ("Confidence", 0.13), ("Size", 0.17), ("Radiologist", 0.3)];

    public static void Draw(Paper paper, RadiologyReport report, IReadOnlyList<ReportedFinding> findings)
    {
        paper.Heading("Findings", following: 70);
        if (report.Findings.Count == 0)
            paper.Text(None(report), paper.Style.Body);
        if (findings.Count == 0)
            return;
        if (report.Findings.Count == 0)
            paper.Skip(6);
        Names(paper);
        foreach (var finding in findings)
            Row(paper, finding);
        if (report.Result?.Unlisted is { Findings: > 0 and var further })
            paper.Text(string.Create(CultureInfo.InvariantCulture, $"The model marked {further} more than are listed here; the contours file has them all."), paper.Style.Strong);
        Notes(paper, findings);
    }

    private static void Names(Paper paper)
    {
        paper.Row([.. Columns.Select(column => new Cell(column.Share * paper.Width, (column.Name, paper.Style.Small)))]);
        paper.Skip(2);
        paper.Rule();
        paper.Skip(4);
    }

    private static void Row(Paper paper, ReportedFinding finding)
    {
        var style = paper.Style;
        var (plain, strong) = finding.Rejected ? (style.Faint, style.Faint) : (style.Body, style.Strong);
        (string, PdfTextStyle)[][] cells =
        [
            [(finding.Id, strong)],
            [(finding.Label, strong), .. finding.Details.Select(text => (text, style.Small))],
            [(finding.Confidence, plain)],
            [.. finding.Sizes.Select(text => (text, plain))],
            [.. finding.Decision.Select((text, index) => (text, index == 0 ? strong : plain))],
        ];
        paper.Row([.. cells.Select((paragraphs, index) => new Cell(Columns[index].Share * paper.Width, paragraphs))], () => Names(paper));
        paper.Skip(3);
        paper.Rule();
        paper.Skip(4);
    }

    private static void Notes(Paper paper, IReadOnlyList<ReportedFinding> findings)
    {
        var bases = findings.Select(finding => finding.Basis).ToHashSet();
        if (bases.Contains(LengthBasis.Detector))
            paper.Text(FindingSizes.DetectorNote, paper.Style.Small);
        if (bases.Contains(LengthBasis.Unstated))
            paper.Text(FindingSizes.UnstatedNote, paper.Style.Small);
        paper.Text("F: found by the model, R: by the radiologist. Size: largest diameter and area on one picture, and volume; of an amended finding, of the radiologist's outline on the key image. Confidence: the model's, by its own calibration.", paper.Style.Small);
    }

    /// <summary>Never that a study is as it should be: a model says what it finds, not what is absent.</summary>
    private static string None(RadiologyReport report) => report.Result switch
    {
        null => "There is no result yet.",
        { Outcome: AnalysisOutcome.Analysed, Model: var model } =>
            $"No finding by the model{(model is null ? "" : $" {model.Name} {model.Version}")}. It looks for nothing but what it was trained on; what it does not know, or missed, may be present.",
        { Outcome: AnalysisOutcome.NotApplicable } => $"The AI has not read this study, for no model applies. {report.Reason}",
        _ => $"The AI has not read this study, for the analysis failed. {report.Reason}",
    };
}

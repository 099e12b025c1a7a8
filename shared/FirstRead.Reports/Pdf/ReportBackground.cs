using System.Globalization;
using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;

namespace FirstRead.Reports.Pdf;

/// <summary>What was asked, which pictures were read, and by which model within which limits.</summary>
internal static class ReportBackground
{
    private const string Limits =
        "The model marks only what it was trained to find, on pictures like those it was trained on. It compares with no earlier study and knows nothing of the patient but the pictures. " +
        "It misses findings and marks what is none; no regulator has cleared it. Its card tells how it was tested.";

    public static void Draw(Paper paper, RadiologyReport report)
    {
        if (report.Study.CleanedQuestion is { Length: > 0 } question)
        {
            paper.Heading("Clinical question");
            paper.Text(question, paper.Style.Body);
        }
        paper.Heading("Pictures");
        foreach (var line in Series(report))
            paper.Text(line, paper.Style.Body);
        if (report.Result is { } result)
            Model(paper, report, result);
        if (paper.Style.UsedNumbers)
        {
            paper.Skip(ReportStyle.Gap);
            paper.Text("Characters that this document's font has no shape for, and characters that only steer, are printed by their number in Unicode, as [U+5C71].", paper.Style.Small);
        }
    }

    private static IEnumerable<string> Series(RadiologyReport report) => report.Instances.Count == 0 ? ["None are on record."] : report.Instances
        .GroupBy(instance => instance.SeriesInstanceUid)
        .Select(group =>
        {
            var first = group.First();
            var words = string.Join(", ", new[] { first.Modality, first.BodyPart, first.SeriesDescription }.Where(word => !string.IsNullOrWhiteSpace(word)));
            var frames = group.Sum(instance => Math.Max(1, instance.Frames));
            return string.Create(CultureInfo.InvariantCulture, $"{(words.Length == 0 ? "Series" : words)}: {frames} {(frames == 1 ? "picture" : "pictures")}{Matrix(first)}");
        });

    private static string Matrix(Instance instance) =>
        instance is { Columns: { } columns, Rows: { } rows } ? string.Create(CultureInfo.InvariantCulture, $" of {columns} × {rows} pixels") : "";

    private static void Model(Paper paper, RadiologyReport report, AnalysisResult result)
    {
        paper.Heading("Model and its limits");
        if (result.Model is { } model)
        {
            var when = report.Subject.Shown(result.FinishedAt) is { } time ? $", {ReportTimes.Of(report.Subject, time)}" : "";
            paper.Text($"{model.Name} {model.Version}{when}", paper.Style.Strong);
            paper.Text($"SHA-256 {model.Digest}", paper.Style.Small);
            paper.Text($"Device UID {model.DeviceUid}", paper.Style.Small);
            paper.Skip(3);
            paper.Text(Limits, paper.Style.Body);
        }
        else
            paper.Text("No model has read this study.", paper.Style.Body);
        foreach (var reason in (result.NotRead ?? []).GroupBy(picture => picture.Reason))
            paper.Text(string.Create(CultureInfo.InvariantCulture, $"Not read: {reason.Count()} {(reason.Count() == 1 ? "picture" : "pictures")}. {reason.Key}"), paper.Style.Body);
        if (result.Unlisted is { NotRead: > 0 and var further })
            paper.Text(string.Create(CultureInfo.InvariantCulture, $"Not read, beyond those: {further}."), paper.Style.Body);
    }
}

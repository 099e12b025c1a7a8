using System.Globalization;
using FirstRead.Reports.Pdf.Writing;

namespace FirstRead.Reports.Pdf;

/// <summary>Key images two abreast, in their own aspect, with outlines drawn as lines. Those of rejected findings are not shown.</summary>
internal static class KeyImages
{
    /// <summary>A report is read, not leafed through: further images stand beside it as files.</summary>
    public const int Most = 12;

    private const double MostHeight = 240;

    /// <summary>What is smaller is not worth looking at: then the next page begins.</summary>
    private const double LeastHeight = 150;

    public static void Draw(Paper paper, IReadOnlyList<ReportedFinding> findings, Func<byte[], PdfPicture> place)
    {
        var shown = findings.Where(finding => finding is { Image: not null, Rejected: false }).ToArray();
        if (shown.Length == 0)
            return;
        var first = true;
        foreach (var pair in shown.Take(Most).Chunk(2))
        {
            Pair(paper, pair, place, first ? shown.Length == 1 ? "Key image" : "Key images" : null);
            first = false;
        }
        if (shown.Length > Most)
            paper.Text(string.Create(CultureInfo.InvariantCulture, $"{shown.Length - Most} further key images are not printed; they are stored with the results."), paper.Style.Small);
        paper.Text(string.Join(' ', Legend(findings, shown)), paper.Style.Small);
    }

    private static void Pair(Paper paper, ReportedFinding[] pair, Func<byte[], PdfPicture> place, string? heading)
    {
        var column = (paper.Width - ReportStyle.Gap) / 2;
        var images = pair.Select(finding => place(finding.Image!.Png)).ToArray();
        var captions = pair.Select(finding => TextLines.Of(Caption(finding), paper.Style.Small, column)).ToArray();
        var below = 12 + (captions.Max(lines => lines.Count) * paper.Style.Small.LineHeight);
        // What is left of a page is used, where pictures stay large enough in it.
        var room = paper.Left - below - (heading is null ? 4 : 50);
        var most = room is >= LeastHeight and < MostHeight ? room : MostHeight;
        var boxes = images.Select(image => Fit(image, column, most)).ToArray();
        var height = boxes.Max(box => box.Height) + below;
        if (heading is not null)
            paper.Heading(heading, following: height + 10);
        paper.Need(height);
        paper.Skip(2);
        for (var index = 0; index < pair.Length; index++)
        {
            var left = ReportStyle.Margin + (index * (column + ReportStyle.Gap));
            var frame = (left, paper.Y, boxes[index].Width, boxes[index].Height);
            paper.Page.Image(images[index].Reference, left, paper.Y, boxes[index].Width, boxes[index].Height);
            FigureDrawing.Draw(paper.Page, paper.Style, pair[index], frame);
            foreach (var (row, line) in captions[index].Index())
                paper.Page.Text(line, paper.Style.Small, left, paper.Y + boxes[index].Height + 4 + paper.Style.Small.Size + (row * paper.Style.Small.LineHeight));
        }
        paper.Skip(height);
    }

    private static (double Width, double Height) Fit(PdfPicture png, double column, double most)
    {
        var scale = Math.Min(column / png.Width, most / png.Height);
        return (png.Width * scale, png.Height * scale);
    }

    private static IEnumerable<string> Legend(IReadOnlyList<ReportedFinding> findings, IReadOnlyList<ReportedFinding> shown)
    {
        if (shown.Any(finding => finding.ByModel.Count > 0))
            yield return "A broken line is the AI's outline.";
        if (shown.Any(finding => finding.ByPerson.Count > 0))
            yield return "An unbroken line is the radiologist's.";
        if (shown.Any(finding => finding.Point is not null))
            yield return "A ring is around a point that the radiologist marked.";
        if (findings.Any(finding => finding.Rejected))
            yield return "Images of rejected findings are not shown.";
    }

    private static string Caption(ReportedFinding finding)
    {
        var parts = new List<string> { $"{finding.Id}: {finding.Label}" };
        if (finding.Key?.SeriesDescription is { Length: > 0 } series)
            parts.Add(series);
        if (finding.Key?.InstanceNumber is { } number)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"image {number}"));
        if (finding.Key is { Frames: > 1 } key)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"frame {finding.KeyFrame} of {key.Frames}"));
        if (finding.ByModel.Count + finding.ByPerson.Count == 0 && finding.Point is null)
            parts.Add("the model gives no outline");
        else if (FigureDrawing.Matrix(finding) is null)
            parts.Add("outline not drawn, for the picture's size is not on record");
        return string.Join(", ", parts);
    }
}

using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Analysis.Results;

/// <summary>Graphic annotations (PS3.3 C.10.5): the outlines or the point of each finding on each picture, and beside the first its label.</summary>
internal static class PresentationGraphics
{
    public static IEnumerable<DicomDataset> Of(ResultReport report, bool signed, IReadOnlyList<SourcePicture> pictures, string layer) =>
        from reported in report.Findings
        from drawn in Drawn(reported)
        let picture = pictures.FirstOrDefault(one => one.Is(drawn.SopInstanceUid, drawn.Frame))
        where picture is not null
        select new DicomDataset()
            .AddSequence(Tags.ReferencedImageSequence, ContentItems.Reference(picture, drawn.Frame))
            .Add(Tags.GraphicLayer, layer)
            .AddSequence(Tags.TextObjectSequence, Label(Words(reported, signed), picture, drawn.First))
            .AddSequence(Tags.GraphicObjectSequence, [.. drawn.Objects]);

    /// <summary>What is drawn on each picture, and the points beside which its label stands.</summary>
    private static IEnumerable<(string SopInstanceUid, int Frame, IReadOnlyList<double[]> First, IEnumerable<DicomDataset> Objects)> Drawn(ReportedFinding reported)
    {
        if (reported.Point is { } point)
            yield return (reported.Finding.KeySopInstanceUid, reported.Finding.KeyFrame, [point], [Spot(point)]);
        foreach (var outlines in reported.Contours.Contours.GroupBy(contour => (contour.SopInstanceUid, contour.Frame)))
            yield return (outlines.Key.SopInstanceUid, outlines.Key.Frame, outlines.First().Points, outlines.Select(Line));
    }

    private static DicomDataset Spot(double[] point) => new DicomDataset()
        .Add(Tags.GraphicAnnotationUnits, "PIXEL")
        .Add(Tags.GraphicDimensions, 2)
        .Add(Tags.NumberOfGraphicPoints, 1)
        .Add(Tags.GraphicData, point[0] + 0.5, point[1] + 0.5)
        .Add(Tags.GraphicType, "POINT");

    private static DicomDataset Line(Contour contour)
    {
        var points = GraphicPoints.Closed(contour.Points);
        return new DicomDataset()
            .Add(Tags.GraphicAnnotationUnits, "PIXEL")
            .Add(Tags.GraphicDimensions, 2)
            .Add(Tags.NumberOfGraphicPoints, points.Count / 2)
            .Add(Tags.GraphicData, points)
            .Add(Tags.GraphicType, "POLYLINE")
            .Add(Tags.GraphicFilled, "N");
    }

    private static string Words(ReportedFinding reported, bool signed)
    {
        var (finding, name) = (reported.Finding, $"{reported.Finding.Id} {reported.Finding.Label}");
        return reported.Origin switch
        {
            SegmentOrigin.Manual => $"{name}, radiologist",
            SegmentOrigin.SemiAutomatic => $"{name}, amended by the radiologist",
            _ => FormattableString.Invariant($"{name} {finding.Confidence:0.00} AI, {(signed ? "accepted" : "unverified")}"),
        };
    }

    /// <summary>At the outline's upper right, within the picture.</summary>
    private static DicomDataset Label(string words, SourcePicture picture, IReadOnlyList<double[]> points) => Utf8Items.New()
        .Add(Tags.AnchorPointAnnotationUnits, "PIXEL")
        .Add(Tags.UnformattedTextValue, words)
        .Add(
            Tags.AnchorPoint,
            Math.Clamp(points.Max(point => point[0]) + 0.5, 0, picture.Columns),
            Math.Clamp(points.Min(point => point[1]) + 0.5, 0, picture.Rows))
        .Add(Tags.AnchorPointVisibility, "N");
}

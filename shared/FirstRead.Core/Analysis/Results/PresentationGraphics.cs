using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Analysis.Results;

/// <summary>Graphic annotations (PS3.3 C.10.5): the outlines of each finding on each picture, and beside the first its label.</summary>
internal static class PresentationGraphics
{
    public static IEnumerable<DicomDataset> Of(ResultReport report, IReadOnlyList<SourcePicture> pictures, string layer) =>
        from reported in report.Findings
        from drawn in reported.Contours.Contours.GroupBy(contour => (contour.SopInstanceUid, contour.Frame))
        let picture = pictures.FirstOrDefault(one => one.SopInstanceUid == drawn.Key.SopInstanceUid)
        where picture is not null
        select Annotation(reported.Finding, picture, [.. drawn], layer);

    private static DicomDataset Annotation(Finding finding, SourcePicture picture, IReadOnlyList<Contour> contours, string layer) => new DicomDataset()
        .AddSequence(Tags.ReferencedImageSequence, ContentItems.Reference(picture, contours[0].Frame))
        .Add(Tags.GraphicLayer, layer)
        .AddSequence(Tags.TextObjectSequence, Label(finding, picture, contours[0]))
        .AddSequence(Tags.GraphicObjectSequence, [.. contours.Select(Line)]);

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

    /// <summary>At the outline's upper right, within the picture.</summary>
    private static DicomDataset Label(Finding finding, SourcePicture picture, Contour contour) => Utf8Items.New()
        .Add(Tags.AnchorPointAnnotationUnits, "PIXEL")
        .Add(Tags.UnformattedTextValue, FormattableString.Invariant($"{finding.Id} {finding.Label} {finding.Confidence:0.00} AI, unverified"))
        .Add(
            Tags.AnchorPoint,
            Math.Clamp(contour.Points.Max(point => point[0]) + 0.5, 0, picture.Columns),
            Math.Clamp(contour.Points.Min(point => point[1]) + 0.5, 0, picture.Rows))
        .Add(Tags.AnchorPointVisibility, "N");
}

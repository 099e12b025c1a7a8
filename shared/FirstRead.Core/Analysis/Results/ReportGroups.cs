using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Analysis.Results;

/// <summary>
/// Measurement groups of one finding: TID 1411 with its segment where it has an extent, TID 1410 for each outline on a
/// plane or a radiograph, TID 1501 where nothing is said about its place. All of one finding share its tracking UID.
/// </summary>
internal static class ReportGroups
{
    public static IEnumerable<DicomDataset> Of(ResultReport report, ReportedFinding reported) =>
        reported.Point is { } point ? [Point(report, reported, point)]
        : reported is { SegmentNumber: { } number, Finding.SliceCount: > 1 } && report.Segmentation is { } segmentation ? [Volume(report, reported, segmentation, number)]
        : reported.Contours.Contours.Count > 0 ? reported.Contours.Contours.Select(contour => Plane(report, reported, contour))
        : [Placeless(report, reported)];

    // PS3.16 TID 1411.
    private static DicomDataset Volume(ResultReport report, ReportedFinding reported, DocumentReference segmentation, int segment)
    {
        var finding = reported.Finding;
        var content = Beginning(report, finding);
        content.Add(ContentItems.Image(
            Relationships.Contains,
            ReportCodes.Segment,
            ContentItems.Reference(WellKnownUids.SegmentationStorage, segmentation.SopInstanceUid).Add(Tags.ReferencedSegmentNumber, segment)));
        content.Add(ContentItems.Uid(Relationships.Contains, ReportCodes.SourceSeries, finding.SeriesInstanceUid));
        content.AddRange(AlgorithmOf(report, reported));
        Measure(content, ReportCodes.Volume, finding.VolumeMm3, ReportCodes.CubicMillimetre);
        Measure(content, ReportCodes.Area, finding.AreaMm2, ReportCodes.SquareMillimetre);
        Measure(content, ReportCodes.LongAxis, finding.DiameterMm, ReportCodes.Millimetre);
        Ending(content, reported, "Area: the largest on one slice. Long axis: the longest within one slice.");
        return ContentItems.Container(Relationships.Contains, ReportCodes.Group, content);
    }

    // PS3.16 TID 1410.
    private static DicomDataset Plane(ResultReport report, ReportedFinding reported, Contour contour)
    {
        var picture = report.Picture(contour.SopInstanceUid, contour.Frame);
        var measured = ReportMeasurements.Of(contour, picture.Scale);
        var content = Beginning(report, reported.Finding);
        content.Add(ContentItems.Outline(
            Relationships.Contains,
            ReportCodes.Region,
            contour.Points,
            ContentItems.Image(Relationships.SelectedFrom, null, ContentItems.Reference(picture, contour.Frame))));
        content.AddRange(AlgorithmOf(report, reported));
        DicomDataset[] method = measured.Method is { } code ? [ContentItems.Code(Relationships.ConceptModifier, ReportCodes.Method, code)] : [];
        content.Add(ContentItems.Number(Relationships.Contains, ReportCodes.Area, measured.Area, measured.AreaUnit, method));
        content.Add(ContentItems.Number(Relationships.Contains, ReportCodes.LongAxis, measured.Length, measured.LengthUnit, method));
        Ending(content, reported, measured.Words);
        return ContentItems.Container(Relationships.Contains, ReportCodes.Group, content);
    }

    // PS3.16 TID 1410 with a point as its region: nothing to measure.
    private static DicomDataset Point(ResultReport report, ReportedFinding reported, double[] point)
    {
        var picture = report.Picture(reported.Finding.KeySopInstanceUid, reported.Finding.KeyFrame);
        var content = Beginning(report, reported.Finding);
        content.Add(ContentItems.Point(
            Relationships.Contains,
            ReportCodes.Region,
            point,
            ContentItems.Image(Relationships.SelectedFrom, null, ContentItems.Reference(picture, reported.Finding.KeyFrame))));
        content.AddRange(AlgorithmOf(report, reported));
        Ending(content, reported, "Marked by a point.");
        return ContentItems.Container(Relationships.Contains, ReportCodes.Group, content);
    }

    // PS3.16 TID 1501.
    private static DicomDataset Placeless(ResultReport report, ReportedFinding reported)
    {
        var content = Beginning(report, reported.Finding);
        content.AddRange(AlgorithmOf(report, reported));
        Ending(content, reported, "The model says nothing about the place in the picture.");
        var picture = report.Picture(reported.Finding.KeySopInstanceUid, reported.Finding.KeyFrame);
        content.Insert(content.Count - 1, ContentItems.Image(Relationships.Contains, ReportCodes.Source, ContentItems.Reference(picture, reported.Finding.KeyFrame)));
        return ContentItems.Container(Relationships.Contains, ReportCodes.Group, content);
    }

    private static IReadOnlyList<DicomDataset> AlgorithmOf(ResultReport report, ReportedFinding reported) =>
        reported.Origin == SegmentOrigin.Manual ? [] : ReportAlgorithm.Of(report.Model);

    private static List<DicomDataset> Beginning(ResultReport report, Finding finding) =>
    [
        ContentItems.Text(Relationships.ObservationContext, ReportCodes.TrackingId, finding.Id),
        ContentItems.Uid(Relationships.ObservationContext, ReportCodes.TrackingUid, DerivedUids.OfTracking(report.Study, report.Attempt, finding.Id)),
        ContentItems.Code(Relationships.Contains, ReportCodes.Category, ReportCodes.Abnormal),
        ContentItems.Code(Relationships.Contains, ReportCodes.Finding, finding.Code),
    ];

    private static void Measure(List<DicomDataset> content, CodedConcept name, double? value, CodedConcept unit)
    {
        if (value is { } number)
            content.Add(ContentItems.Number(Relationships.Contains, name, number, unit));
    }

    private static void Ending(List<DicomDataset> content, ReportedFinding reported, string? words)
    {
        var (finding, author) = (reported.Finding, reported.Origin switch
        {
            SegmentOrigin.SemiAutomatic => " Found by the model, outlined by the radiologist.",
            SegmentOrigin.Manual => " Found by the radiologist.",
            _ => "",
        });
        // How certain a person is, nobody asked.
        if (reported.Origin != SegmentOrigin.Manual)
            content.Add(ContentItems.Number(Relationships.Contains, ReportCodes.Certainty, Math.Round(finding.Confidence * 100, 2), ReportCodes.Percent));
        content.Add(ContentItems.Text(Relationships.Contains, ReportCodes.Comment, $"{finding.Id} {finding.Label}.{author}{(words is null ? "" : $" {words}")}"));
    }
}

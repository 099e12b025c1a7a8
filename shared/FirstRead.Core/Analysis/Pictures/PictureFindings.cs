using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Analysis.Pictures;

/// <summary>Turns marks in single pictures into the findings and outlines that are stored.</summary>
public static class PictureFindings
{
    /// <param name="mark">In the picture.</param>
    /// <param name="number">In the study, from 1.</param>
    /// <param name="picture">Whose pixels they are.</param>
    /// <param name="model">That marked it.</param>
    /// <param name="spacing">Null where a pixel's size in the patient is not known, as in a projection: then nothing is measured.</param>
    public static Finding Describe(PictureMark mark, int number, Instance picture, ModelManifest model, PixelSpacing? spacing)
    {
        var measured = spacing is not null && mark.Outlines.Count > 0;
        double? area = measured ? Rounded(mark.Outlines.Sum(outline => outline.AreaMm2(spacing!.Value)), 1) : null;
        double? diameter = measured ? Rounded(mark.Outlines.Max(outline => outline.DiameterMm(spacing!.Value)), 1) : null;
        var confidence = model.Task.Calibration.Of(mark.Raw);
        return new(
            $"F{number}",
            model.Finding.Label,
            model.Finding.Code,
            Rounded(confidence, 4),
            new Dictionary<string, double>(),
            picture.SeriesInstanceUid,
            picture.SopInstanceUid,
            1,
            1,
            area,
            diameter,
            null,
            IsHigh(model.Task, confidence, diameter));
    }

    public static FindingContours Outlines(string findingId, PictureMark mark, Instance picture, ImagePlane? plane, PixelSpacing? spacing) => new(
        findingId,
        [.. (mark.Outlines.Count > 0 ? mark.Outlines.Select(outline => outline.Points) : mark.Box is { } box ? [box.Corners] : []).Select(points => Contour(points, picture, plane, spacing))],
        mark.Box is { } edges ? [Rounded(edges.Left, 1), Rounded(edges.Top, 1), Rounded(edges.Right, 1), Rounded(edges.Bottom, 1)] : null);

    private static bool IsHigh(ModelTask task, double confidence, double? diameterMm) => task switch
    {
        ClassificationTask { Decision: var rules } => confidence >= rules.HighRiskConfidence,
        DetectionTask { Decision: var rules } => confidence >= rules.HighRiskConfidence,
        OutlineAtPointTask { Decision.HighRiskDiameterMm: { } limit } => diameterMm >= limit,
        _ => false,
    };

    private static Contour Contour(IReadOnlyList<PixelPoint> points, Instance picture, ImagePlane? plane, PixelSpacing? spacing) => new(
        picture.SopInstanceUid,
        1,
        [.. points.Select(point => new[] { Rounded(point.Column, 3), Rounded(point.Row, 3) })],
        plane is null ? null : [.. points.Select(point => plane.ToPatient(point.Column, point.Row)).Select(point => new[] { Rounded(point.X, 3), Rounded(point.Y, 3), Rounded(point.Z, 3) })],
        spacing is { } area ? Rounded(new Outline(points).AreaMm2(area), 1) : null,
        spacing is { } across ? Rounded(new Outline(points).DiameterMm(across), 1) : null);

    private static double Rounded(double value, int digits) => Math.Round(value, digits, MidpointRounding.AwayFromZero);
}

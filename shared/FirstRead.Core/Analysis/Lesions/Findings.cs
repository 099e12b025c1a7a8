using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Models;

namespace FirstRead.Core.Analysis.Lesions;

/// <summary>Turns lesions into the findings and outlines that are stored.</summary>
public static class Findings
{
    /// <summary>The lesions that are findings: high risk first, then the larger.</summary>
    public static IReadOnlyList<Lesion> Among(IReadOnlyList<Lesion> lesions, SliceStack stack, SegmentationTask rules) =>
    [
        .. lesions
            .Where(lesion => RiskRules.IsFinding(lesion, rules))
            .OrderByDescending(lesion => RiskRules.IsHigh(lesion, stack, rules))
            .ThenByDescending(lesion => lesion.Marks.Sum(mark => mark.AreaMm2)),
    ];

    /// <summary>One finding for one lesion.</summary>
    public static Finding Describe(Lesion lesion, int number, SliceStack stack, FindingTemplate template, SegmentationTask rules)
    {
        var (key, frame) = (stack.Slices[lesion.KeySlice].Instance, stack.Slices[lesion.KeySlice].Frame);
        return new(
            $"F{number}",
            template.Label,
            template.Code,
            Rounded(rules.Calibration.Of(lesion.Confidence), 4),
            lesion.Types(template.TypeNames).ToDictionary(type => type.Key, type => Rounded(type.Value, 4)),
            key.SeriesInstanceUid,
            key.SopInstanceUid,
            frame,
            lesion.Slices.Count,
            Rounded(lesion.AreaOn(lesion.KeySlice), 1),
            Rounded(lesion.DiameterMm, 1),
            lesion.VolumeMm3(stack) is { } volume ? Rounded(volume, 0) : null,
            RiskRules.IsHigh(lesion, stack, rules));
    }

    /// <param name="planes">The plane of each slice of the stack.</param>
    public static FindingContours Outlines(string findingId, Lesion lesion, SliceStack stack, IReadOnlyList<ImagePlane> planes) =>
        new(findingId, [.. lesion.Marks.Select(mark => Describe(mark, stack.Slices[mark.Slice], planes[mark.Slice]))]);

    private static Contour Describe(Mark mark, StackedSlice slice, ImagePlane plane) => new(
        slice.Instance.SopInstanceUid,
        slice.Frame,
        [.. mark.Outline.Points.Select(point => new[] { Rounded(point.Column, 3), Rounded(point.Row, 3) })],
        [.. mark.Outline.Points.Select(point => Patient(plane.ToPatient(point.Column, point.Row)))],
        Rounded(mark.AreaMm2, 1),
        Rounded(mark.DiameterMm, 1));

    private static double[] Patient(Vector3D point) => [Rounded(point.X, 3), Rounded(point.Y, 3), Rounded(point.Z, 3)];

    private static double Rounded(double value, int digits) => Math.Round(value, digits, MidpointRounding.AwayFromZero);
}

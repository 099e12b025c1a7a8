using FirstRead.Core.Review;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Bodies;

/// <summary>One outline: a polygon, or a box in its place.</summary>
/// <param name="Frame">From 1; 1 where it is left out.</param>
/// <param name="Polygon">Column, row pairs in image pixels; the centre of the first pixel is (0, 0). The last joins the first, and may repeat it.</param>
/// <param name="Box">Left, top, right, bottom.</param>
public sealed record DrawnBody(string? SopInstanceUid, int? Frame, IReadOnlyList<double[]>? Polygon, double[]? Box)
{
    public static DrawnBody Of(DrawnContour contour) => new(contour.SopInstanceUid, contour.Frame, contour.Points, null);
}

/// <param name="Frame">From 1; 1 where it is left out.</param>
public sealed record PointBody(string? SopInstanceUid, int? Frame, double? Column, double? Row)
{
    public static PointBody Of(DrawnPoint point) => new(point.SopInstanceUid, point.Frame, point.Column, point.Row);

    /// <summary>A place that is left out lies outside every picture.</summary>
    public DrawnPoint Drawn() => new(SopInstanceUid ?? "", Frame ?? 1, DrawnBodies.Rounded(Column ?? double.MinValue), DrawnBodies.Rounded(Row ?? double.MinValue));
}

/// <summary>From a request's outlines to the core's.</summary>
internal static class DrawnBodies
{
    public static (IReadOnlyList<DrawnContour>? Drawn, Problem? Problem) Parse(IReadOnlyList<DrawnBody> bodies)
    {
        var drawn = new List<DrawnContour>(bodies.Count);
        foreach (var (index, body) in bodies.Index())
        {
            if (body is null || (body.Polygon is null) == (body.Box is null))
                return (null, Problems.InvalidBody($"contours[{index}]", "must have a polygon or a box, and not both"));
            if (body.Box is { } box && box is not [var left, var top, var right, var bottom] || body.Box is { } sides && (sides[0] >= sides[2] || sides[1] >= sides[3]))
                return (null, Problems.InvalidBody($"contours[{index}].box", "must be left, top, right, bottom, the first two smaller than the last two"));
            if (body.Polygon?.Any(point => point is not { Length: 2 }) == true)
                return (null, Problems.InvalidBody($"contours[{index}].polygon", "must be column, row pairs"));
            drawn.Add(new(body.SopInstanceUid ?? "", body.Frame ?? 1, body.Polygon is { } polygon ? Open(polygon) : Corners(body.Box!)));
        }
        return (drawn, null);
    }

    /// <summary>A thousandth of a pixel is finer than any hand.</summary>
    public static double Rounded(double value) => Math.Round(value, 3, MidpointRounding.AwayFromZero);

    private static double[][] Corners(double[] box) =>
        [[Rounded(box[0]), Rounded(box[1])], [Rounded(box[2]), Rounded(box[1])], [Rounded(box[2]), Rounded(box[3])], [Rounded(box[0]), Rounded(box[3])]];

    private static double[][] Open(IReadOnlyList<double[]> polygon)
    {
        double[][] points = [.. polygon.Select(point => new[] { Rounded(point[0]), Rounded(point[1]) })];
        return points is [var first, .., var last] && first.AsSpan().SequenceEqual(last) ? points[..^1] : points;
    }
}

using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Review;

/// <summary>What may be drawn: closed simple polygons inside pictures of the study.</summary>
public static class DrawingRules
{
    public const int MostPoints = 2_000;
    public const int MostPointsOfARound = 10_000;

    private const double SmallestAreaPixels = 0.01;

    /// <summary>What is wrong with the outlines of one finding, in words; empty when they may stand.</summary>
    /// <param name="pictures">Of the study.</param>
    /// <param name="series">The one that the finding lies in; null for a finding of the radiologist's own, which may lie in any.</param>
    public static IEnumerable<string> Faults(IReadOnlyList<DrawnContour> contours, IReadOnlyList<Instance> pictures, string? series)
    {
        if (contours.Count == 0)
            yield return "must hold at least one outline";
        if (contours.Sum(contour => contour.Points.Count) > MostPoints)
        {
            yield return $"must not have more than {MostPoints} points together";
            yield break;
        }
        foreach (var (index, contour) in contours.Index())
            if (Fault(contour, pictures, series) is { } fault)
                yield return $"outline {index + 1} {fault}";
    }

    /// <summary>What is wrong with a point; null when it may stand.</summary>
    public static string? Fault(DrawnPoint point, IReadOnlyList<Instance> pictures) =>
        Place(point.SopInstanceUid, point.Frame, pictures, null, out var picture) ?? (Inside(picture!, point.Column, point.Row) ? null : "lies outside its picture");

    private static string? Fault(DrawnContour contour, IReadOnlyList<Instance> pictures, string? series)
    {
        if (Place(contour.SopInstanceUid, contour.Frame, pictures, series, out var picture) is { } fault)
            return fault;
        if (contour.Points.Any(point => point.Length != 2))
            return "has a point that is not a column and a row";
        if (!contour.Points.All(point => Inside(picture!, point[0], point[1])))
            return "leaves its picture";
        if (contour.Points.Count < 3)
            return "needs at least three points";
        var outline = Outline.Of(contour.Points);
        return !SimplePolygon.Is(outline.Points) ? "crosses or touches itself" : outline.AreaPixels < SmallestAreaPixels ? "encloses nothing" : null;
    }

    private static string? Place(string sopInstanceUid, int frame, IReadOnlyList<Instance> pictures, string? series, out Instance? picture)
    {
        picture = pictures.FirstOrDefault(one => one.SopInstanceUid == sopInstanceUid);
        return picture is not { Rows: > 0, Columns: > 0 } ? "lies on no picture of the study"
            : series is not null && picture.SeriesInstanceUid != series ? "lies on a picture of another series than the finding"
            : frame < 1 || frame > picture.Frames ? $"lies on a frame that its picture has not (1 to {picture.Frames})"
            : null;
    }

    /// <summary>The picture reaches half a pixel beyond the centres of its outermost pixels.</summary>
    private static bool Inside(Instance picture, double column, double row) =>
        column >= -0.5 && column <= picture.Columns - 0.5 && row >= -0.5 && row <= picture.Rows - 0.5;
}

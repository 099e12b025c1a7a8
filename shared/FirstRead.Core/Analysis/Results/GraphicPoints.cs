namespace FirstRead.Core.Analysis.Results;

/// <summary>
/// Outlines as Graphic Data: there the corner of the first pixel is 0\0 and its centre 0.5\0.5 (PS3.3 C.10.5.1.2,
/// C.18.6.1.2), and an outline is closed when its last point is its first.
/// </summary>
internal static class GraphicPoints
{
    // 8 bytes a point; FL has a length of 16 bits (PS3.5 7.1.2).
    private const int Most = 8000;

    /// <param name="points">Column, row pairs; the centre of the first pixel is (0, 0).</param>
    public static IReadOnlyList<double> Closed(IReadOnlyList<double[]> points)
    {
        var step = (points.Count + Most - 1) / Most;
        var kept = points.Where((_, index) => index % step == 0).ToList();
        kept.Add(points[0]);
        return [.. kept.SelectMany(point => new[] { point[0] + 0.5, point[1] + 0.5 })];
    }
}

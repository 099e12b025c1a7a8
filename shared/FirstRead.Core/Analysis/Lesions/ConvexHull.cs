namespace FirstRead.Core.Analysis.Lesions;

/// <summary>The convex hull of points (Andrew's monotone chain).</summary>
internal static class ConvexHull
{
    public static IReadOnlyList<PixelPoint> Of(IReadOnlyList<PixelPoint> points)
    {
        var sorted = points.Distinct().OrderBy(point => point.Column).ThenBy(point => point.Row).ToArray();
        if (sorted.Length < 3)
            return sorted;
        var lower = Chain(sorted);
        var upper = Chain(sorted.Reverse());
        return [.. lower.SkipLast(1), .. upper.SkipLast(1)];
    }

    private static List<PixelPoint> Chain(IEnumerable<PixelPoint> points)
    {
        var chain = new List<PixelPoint>();
        foreach (var point in points)
        {
            while (chain.Count >= 2 && Turn(chain[^2], chain[^1], point) <= 0)
                chain.RemoveAt(chain.Count - 1);
            chain.Add(point);
        }
        return chain;
    }

    private static double Turn(PixelPoint a, PixelPoint b, PixelPoint c) =>
        ((b.Column - a.Column) * (c.Row - a.Row)) - ((b.Row - a.Row) * (c.Column - a.Column));
}

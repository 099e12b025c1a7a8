using FirstRead.Core.Analysis.Lesions;

namespace FirstRead.Core.Review;

/// <summary>Whether a closed line neither crosses nor touches itself: only then has it one inside.</summary>
internal static class SimplePolygon
{
    /// <param name="points">The last joins the first; at most a few thousand, for each pair of edges is looked at.</param>
    public static bool Is(IReadOnlyList<PixelPoint> points)
    {
        var count = points.Count;
        for (var first = 0; first < count; first++)
        {
            var (a, b) = (points[first], points[(first + 1) % count]);
            if (a == b)
                return false;
            for (var second = first + 1; second < count; second++)
            {
                var (c, d) = (points[second], points[(second + 1) % count]);
                var met = second == first + 1 ? TurnsBack(a, b, d) : (second + 1) % count == first ? TurnsBack(c, d, b) : Meet(a, b, c, d);
                if (met)
                    return false;
            }
        }
        return true;
    }

    /// <summary>Two edges with one point in common: they lie upon each other where the line goes back the way it came.</summary>
    private static bool TurnsBack(PixelPoint a, PixelPoint shared, PixelPoint b) =>
        Turn(a, shared, b) == 0 && ((a.Column - shared.Column) * (b.Column - shared.Column)) + ((a.Row - shared.Row) * (b.Row - shared.Row)) > 0;

    private static bool Meet(PixelPoint a, PixelPoint b, PixelPoint c, PixelPoint d)
    {
        var (abc, abd, cda, cdb) = (Turn(a, b, c), Turn(a, b, d), Turn(c, d, a), Turn(c, d, b));
        return (abc != abd && cda != cdb) || (abc == 0 && Between(a, b, c)) || (abd == 0 && Between(a, b, d)) || (cda == 0 && Between(c, d, a)) || (cdb == 0 && Between(c, d, b));
    }

    private static int Turn(PixelPoint a, PixelPoint b, PixelPoint c) =>
        Math.Sign(((b.Column - a.Column) * (c.Row - a.Row)) - ((b.Row - a.Row) * (c.Column - a.Column)));

    private static bool Between(PixelPoint a, PixelPoint b, PixelPoint c) =>
        c.Column >= Math.Min(a.Column, b.Column) && c.Column <= Math.Max(a.Column, b.Column) && c.Row >= Math.Min(a.Row, b.Row) && c.Row <= Math.Max(a.Row, b.Row);
}

namespace FirstRead.Core.Analysis.Lesions;

/// <summary>
/// The pixels of an outline: those whose centres it goes around (non-zero winding, so that a hand-drawn line may cross
/// itself). <see cref="OutlineTracing"/> passes between centres, so that its outlines give their regions back.
/// </summary>
public static class OutlineFilling
{
    /// <param name="outline">In the picture's pixels.</param>
    /// <param name="columns">Of the picture: what lies beyond is left out.</param>
    /// <param name="rows">Of the picture.</param>
    /// <returns>Never empty: an outline that goes around no centre gives the pixel nearest to its own centre.</returns>
    public static Mask Fill(Outline outline, int columns, int rows)
    {
        var points = outline.Points;
        var (left, right) = (Within(Math.Ceiling(points.Min(point => point.Column)), columns), Within(Math.Floor(points.Max(point => point.Column)), columns));
        var (top, bottom) = (Within(Math.Ceiling(points.Min(point => point.Row)), rows), Within(Math.Floor(points.Max(point => point.Row)), rows));
        var mask = new Mask(left, top, Math.Max(right - left + 1, 1), Math.Max(bottom - top + 1, 1));
        for (var row = top; row <= bottom; row++)
            FillRow(mask, Crossings(points, row), row, columns);
        return mask.Count > 0 ? mask : Nearest(outline.Centroid, columns, rows);
    }

    /// <summary>Where the outline crosses a row of centres, and which way; a point on the row counts for the edge below it.</summary>
    private static (double Column, int Way)[] Crossings(IReadOnlyList<PixelPoint> points, int row)
    {
        var found = new List<(double Column, int Way)>();
        for (var index = 0; index < points.Count; index++)
        {
            var (a, b) = (points[index], points[(index + 1) % points.Count]);
            if (a.Row <= row == b.Row <= row)
                continue;
            found.Add((a.Column + ((row - a.Row) / (b.Row - a.Row) * (b.Column - a.Column)), b.Row > a.Row ? 1 : -1));
        }
        return [.. found.OrderBy(crossing => crossing.Column)];
    }

    private static void FillRow(Mask mask, (double Column, int Way)[] crossings, int row, int columns)
    {
        var winding = 0;
        for (var index = 0; index + 1 < crossings.Length; index++)
        {
            winding += crossings[index].Way;
            if (winding == 0)
                continue;
            var last = Math.Min((int)Math.Floor(crossings[index + 1].Column), columns - 1);
            for (var column = Math.Max((int)Math.Ceiling(crossings[index].Column), 0); column <= last; column++)
                mask.Add(column, row);
        }
    }

    private static Mask Nearest(PixelPoint centre, int columns, int rows)
    {
        var (column, row) = (Within(Math.Round(centre.Column), columns), Within(Math.Round(centre.Row), rows));
        var mask = new Mask(column, row, 1, 1);
        mask.Add(column, row);
        return mask;
    }

    private static int Within(double place, int length) => (int)Math.Clamp(place, 0, length - 1);
}

using FirstRead.Core.Analysis.Geometry;

namespace FirstRead.Core.Analysis.Lesions;

/// <summary>
/// Marching squares around one region: points where the value crosses the threshold between a pixel of the region and
/// one beside it. The region's holes are filled, so there is exactly one outline, and it runs with the region on its right.
/// </summary>
public static class OutlineTracing
{
    // Right, down, left, up: (columns, rows).
    private static readonly (int X, int Y)[] Steps = [(1, 0), (0, 1), (-1, 0), (0, -1)];

    // An outline passes between two centres and never through one, also when it is stored with three digits.
    private const double Least = 0.001;

    public static Outline Trace(Field field, Mask region, double threshold)
    {
        var start = region.Pixels().First();
        // Pixels come row after row: above the first one there is background.
        var (pixel, side) = (start, 3);
        var points = new List<PixelPoint>();
        do
        {
            points.Add(Crossing(field, pixel, side, threshold));
            (pixel, side) = Next(region, pixel, side);
        }
        while (pixel != start || side != 3);
        return new(points);
    }

    /// <summary>
    /// From the boundary edge on <paramref name="side"/> of a pixel to the next one, clockwise. Pixels touch by their sides
    /// only, so at a corner where two of the region meet diagonally the outline stays with its own.
    /// </summary>
    private static ((int Column, int Row) Pixel, int Side) Next(Mask region, (int Column, int Row) pixel, int side)
    {
        var ahead = (side + 1) % 4;
        var beside = (Column: pixel.Column + Steps[ahead].X, Row: pixel.Row + Steps[ahead].Y);
        if (!region[beside.Column, beside.Row])
            return (pixel, ahead);
        var diagonal = (Column: beside.Column + Steps[side].X, Row: beside.Row + Steps[side].Y);
        return region[diagonal.Column, diagonal.Row] ? (diagonal, (side + 3) % 4) : (beside, side);
    }

    private static PixelPoint Crossing(Field field, (int Column, int Row) pixel, int side, double threshold)
    {
        var (column, row) = (pixel.Column + Steps[side].X, pixel.Row + Steps[side].Y);
        var outside = (uint)column < (uint)field.Columns && (uint)row < (uint)field.Rows ? field[column, row] : 0;
        var inside = field[pixel.Column, pixel.Row];
        // At the border of a filled hole or of the picture the values may not straddle the threshold: half way then.
        var part = inside > outside && inside >= threshold && outside < threshold ? (inside - threshold) / (inside - outside) : 0.5;
        part = Math.Clamp(part, Least, 1 - Least);
        return new(pixel.Column + (part * Steps[side].X), pixel.Row + (part * Steps[side].Y));
    }
}

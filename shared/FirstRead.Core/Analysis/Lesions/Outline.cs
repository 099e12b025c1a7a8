using FirstRead.Core.Analysis.Geometry;

namespace FirstRead.Core.Analysis.Lesions;

/// <summary>A point of a picture: column and row, the centre of the first pixel being (0, 0).</summary>
public readonly record struct PixelPoint(double Column, double Row);

/// <summary>A closed outline without holes; the last point joins the first.</summary>
public sealed record Outline(IReadOnlyList<PixelPoint> Points)
{
    /// <param name="points">Column, row pairs.</param>
    public static Outline Of(IReadOnlyList<double[]> points) => new([.. points.Select(point => new PixelPoint(point[0], point[1]))]);

    /// <summary>Area in square pixels (the shoelace formula).</summary>
    public double AreaPixels => Math.Abs(Doubled) / 2;

    public double AreaMm2(PixelSpacing spacing) => AreaPixels * spacing.ColumnMm * spacing.RowMm;

    /// <summary>Positive when the points run clockwise on the screen, where rows grow downwards.</summary>
    public double Doubled
    {
        get
        {
            var sum = 0.0;
            for (var index = 0; index < Points.Count; index++)
            {
                var (a, b) = (Points[index], Points[(index + 1) % Points.Count]);
                sum += (a.Column * b.Row) - (b.Column * a.Row);
            }
            return sum;
        }
    }

    /// <summary>Largest distance between two points, mm: it lies between two corners of the convex hull.</summary>
    public double DiameterMm(PixelSpacing spacing)
    {
        var hull = ConvexHull.Of([.. Points.Select(point => new PixelPoint(point.Column * spacing.ColumnMm, point.Row * spacing.RowMm))]);
        var largest = 0.0;
        for (var first = 0; first < hull.Count; first++)
            for (var second = first + 1; second < hull.Count; second++)
                largest = Math.Max(largest, Math.Pow(hull[first].Column - hull[second].Column, 2) + Math.Pow(hull[first].Row - hull[second].Row, 2));
        return Math.Sqrt(largest);
    }

    /// <summary>Centre of the area; of the points where there is no area.</summary>
    public PixelPoint Centroid
    {
        get
        {
            var (column, row, doubled) = (0.0, 0.0, Doubled);
            if (Math.Abs(doubled) < 1e-9)
                return new(Points.Average(point => point.Column), Points.Average(point => point.Row));
            for (var index = 0; index < Points.Count; index++)
            {
                var (a, b) = (Points[index], Points[(index + 1) % Points.Count]);
                var part = (a.Column * b.Row) - (b.Column * a.Row);
                (column, row) = (column + ((a.Column + b.Column) * part), row + ((a.Row + b.Row) * part));
            }
            return new(column / (3 * doubled), row / (3 * doubled));
        }
    }
}

namespace FirstRead.Cli.Samples;

/// <summary>Where a slice's pixels lie in the patient (PS3.3 C.7.6.2.1.1), mm.</summary>
/// <param name="Position">Centre of the first pixel.</param>
/// <param name="Orientation">Direction cosines of a row, then of a column.</param>
public sealed record SliceGeometry(double[] Position, double[] Orientation, double RowSpacing, double ColumnSpacing, double ThicknessMm)
{
    /// <summary>The point at a pixel's centre, <paramref name="depth"/> mm along the slice's normal.</summary>
    public (double X, double Y, double Z) PointAt(double row, double column, double depth = 0)
    {
        var o = Orientation;
        var normal = (X: o[1] * o[5] - o[2] * o[4], Y: o[2] * o[3] - o[0] * o[5], Z: o[0] * o[4] - o[1] * o[3]);
        double Along(int axis, double n) => Position[axis] + o[axis] * column * ColumnSpacing + o[axis + 3] * row * RowSpacing + n * depth;
        return (Along(0, normal.X), Along(1, normal.Y), Along(2, normal.Z));
    }
}

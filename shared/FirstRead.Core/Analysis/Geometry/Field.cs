namespace FirstRead.Core.Analysis.Geometry;

/// <summary>Values on a grid, row after row: a slice, a probability map.</summary>
public sealed record Field(int Columns, int Rows, float[] Values)
{
    public float this[int column, int row] => Values[(row * Columns) + column];

    /// <summary>Bilinear between pixel centres; 0 where that reaches outside.</summary>
    public float At(double column, double row)
    {
        var (left, top) = ((int)Math.Floor(column), (int)Math.Floor(row));
        var (x, y) = ((float)(column - left), (float)(row - top));
        return ((OrZero(left, top) * (1 - x)) + (OrZero(left + 1, top) * x)) * (1 - y)
            + (((OrZero(left, top + 1) * (1 - x)) + (OrZero(left + 1, top + 1) * x)) * y);
    }

    private float OrZero(int column, int row) =>
        (uint)column < (uint)Columns && (uint)row < (uint)Rows ? this[column, row] : 0;
}

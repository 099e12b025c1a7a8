namespace FirstRead.Core.Analysis.Geometry;

/// <summary>PixelSpacing (0028,0030) in its own order: mm from row to row, then mm from column to column.</summary>
public readonly record struct PixelSpacing(double RowMm, double ColumnMm)
{
    /// <summary>Null unless the attribute has two positive values.</summary>
    public static PixelSpacing? From(IReadOnlyList<double>? values) =>
        values is [> 0 and < double.PositiveInfinity, > 0 and < double.PositiveInfinity] ? new(values[0], values[1]) : null;
}

namespace FirstRead.Core.Analysis.Geometry;

/// <summary>
/// How a source picture and the model's square lie on each other: same centre, square pixels of the model's size.
/// What reaches beyond the square is cut off, what the picture does not cover is zero.
/// </summary>
public sealed record ModelGrid(int Columns, int Rows, PixelSpacing Spacing, int Side, double PixelMm)
{
    /// <summary>Model column of a source column, both counted from the centre of the first pixel.</summary>
    public double ModelColumn(double column) => ((column + 0.5 - (Columns / 2.0)) * Spacing.ColumnMm / PixelMm) + (Side / 2.0) - 0.5;

    /// <summary>Model row of a source row.</summary>
    public double ModelRow(double row) => ((row + 0.5 - (Rows / 2.0)) * Spacing.RowMm / PixelMm) + (Side / 2.0) - 0.5;

    /// <summary>The source picture as the model sees it.</summary>
    public Field ToModel(Field source)
    {
        var across = AxisWeights.Of(Columns, PixelMm / Spacing.ColumnMm, Side);
        var down = AxisWeights.Of(Rows, PixelMm / Spacing.RowMm, Side);
        var narrow = new float[Side * Rows];
        for (var row = 0; row < Rows; row++)
            for (var column = 0; column < Side; column++)
                narrow[(row * Side) + column] = across[column].Apply(source.Values, row * Columns, 1);
        var result = new float[Side * Side];
        for (var row = 0; row < Side; row++)
            for (var column = 0; column < Side; column++)
                result[(row * Side) + column] = down[row].Apply(narrow, column, Side);
        return new(Side, Side, result);
    }

    /// <summary>A map of the model on the source's pixels, bilinear.</summary>
    public Field ToSource(Field map)
    {
        var result = new float[Columns * Rows];
        for (var row = 0; row < Rows; row++)
            for (var column = 0; column < Columns; column++)
                result[(row * Columns) + column] = map.At(ModelColumn(column), ModelRow(row));
        return new(Columns, Rows, result);
    }
}

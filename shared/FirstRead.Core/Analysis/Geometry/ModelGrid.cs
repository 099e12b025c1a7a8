using FirstRead.Core.Analysis.Models;

namespace FirstRead.Core.Analysis.Geometry;

/// <summary>How a source picture and the model's square lie on each other, and the way between them.</summary>
/// <param name="Outside">What the square shows where the picture does not reach.</param>
public sealed record ModelGrid(AxisScale Across, AxisScale Down, int Side, Border Outside)
{
    public int Columns => Across.Length;

    public int Rows => Down.Length;

    /// <summary>Same centre, square pixels of the model's size; what reaches beyond the square is cut off.</summary>
    public static ModelGrid Physical(int columns, int rows, PixelSpacing spacing, int side, double pixelMm) => new(
        new(columns, pixelMm / spacing.ColumnMm, columns / 2.0), new(rows, pixelMm / spacing.RowMm, rows / 2.0), side, Border.Zero);

    /// <summary>The whole picture, each axis for itself.</summary>
    public static ModelGrid Squash(int columns, int rows, int side) => new(
        new(columns, (double)columns / side, columns / 2.0), new(rows, (double)rows / side, rows / 2.0), side, Border.Zero);

    /// <summary>The whole picture in its aspect; of an odd rest the larger half goes to the right or below.</summary>
    public static ModelGrid Fit(int columns, int rows, int side)
    {
        var longest = Math.Max(columns, rows);
        return new(Padded(columns), Padded(rows), side, Border.Lowest);

        AxisScale Padded(int length) => new(length, (double)longest / side, (longest / 2.0) - ((longest - length) / 2));
    }

    /// <summary>Source pixels as they are around a point (from the centre of the first pixel): it lies right and below of the square's middle.</summary>
    public static ModelGrid Crop(int columns, int rows, double column, double row, int side) => new(
        new(columns, 1, Math.Round(column)), new(rows, 1, Math.Round(row)), side, Border.Lowest);

    /// <summary>As a model asks for it.</summary>
    /// <param name="columns">Of the picture.</param>
    /// <param name="rows">Of the picture.</param>
    /// <param name="input">The model's.</param>
    /// <param name="spacing">Needed by the aspect physical alone.</param>
    /// <param name="point">Needed by the aspect crop alone.</param>
    public static ModelGrid For(int columns, int rows, ModelInput input, PixelSpacing? spacing = null, Lesions.PixelPoint? point = null) => input.Aspect switch
    {
        Aspect.Physical => Physical(columns, rows, spacing ?? throw new ArgumentNullException(nameof(spacing)), input.Side, input.PixelMm!.Value),
        Aspect.Squash => Squash(columns, rows, input.Side),
        Aspect.Fit => Fit(columns, rows, input.Side),
        _ => point is { } at ? Crop(columns, rows, at.Column, at.Row, input.Side) : throw new ArgumentNullException(nameof(point)),
    };

    /// <summary>Model column of a source column, both counted from the centre of the first pixel.</summary>
    public double ModelColumn(double column) => Across.ToModel(column, Side);

    /// <summary>Model row of a source row.</summary>
    public double ModelRow(double row) => Down.ToModel(row, Side);

    /// <summary>The source picture as the model sees it.</summary>
    public Field ToModel(Field source) => Sampling.ToSquare(source, this);

    /// <summary>A map over the model's square, of any size, on the source's pixels: bilinear between its cells, which keep their value to the edge.</summary>
    public Field ToSource(Field map)
    {
        var (across, down) = (Cells(Across, map.Columns), Cells(Down, map.Rows));
        var result = new float[Columns * Rows];
        for (var row = 0; row < Rows; row++)
            for (var column = 0; column < Columns; column++)
                result[(row * Columns) + column] = map.At(across[column], down[row]);
        return new(Columns, Rows, result);
    }

    // Coarse cells reach to the square's edge: half a cell beyond the last centre still belongs to it.
    private double[] Cells(AxisScale axis, int cells)
    {
        var places = new double[axis.Length];
        for (var index = 0; index < places.Length; index++)
        {
            var place = ((axis.ToModel(index, Side) + 0.5) * cells / Side) - 0.5;
            places[index] = cells < Side && place > -0.5 && place < cells - 0.5 ? Math.Clamp(place, 0, cells - 1) : place;
        }
        return places;
    }
}

/// <summary>Beyond a picture's edge.</summary>
public enum Border
{
    Zero,

    /// <summary>The picture's lowest value.</summary>
    Lowest,
}

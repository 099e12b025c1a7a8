using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Tests.Analysis;

/// <summary>Synthetic pictures and series.</summary>
internal static class Pictures
{
    public static readonly double[] Axial = [1, 0, 0, 0, 1, 0];
    public static readonly double[] Coronal = [1, 0, 0, 0, 0, -1];
    private static readonly StudyId Study = StudyId.Parse("clinic-a.0123456789abcdef0123456789abcdef");
    private static readonly UploadId Upload = UploadId.From(1);

    /// <summary>1 well inside the circle, 0 well outside, crossing 0.5 on the circle with a slope of one pixel.</summary>
    public static Field Disc(int columns, int rows, double column, double row, double radius) => Of(columns, rows, (x, y) =>
        Math.Clamp(0.5 + radius - Math.Sqrt(Math.Pow(x - column, 2) + Math.Pow(y - row, 2)), 0, 1));

    public static Field Of(int columns, int rows, Func<int, int, double> value)
    {
        var values = new float[columns * rows];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                values[(row * columns) + column] = (float)value(column, row);
        return new(columns, rows, values);
    }

    public static Field Of(params string[] rows) => Of(rows[0].Length, rows.Length, (column, row) => rows[row][column] == '#' ? 1 : 0);

    public static Instance Instance(string uid, double[]? position, double[]? orientation = null, int? number = null, int frames = 1) => new(
        Study, uid, "1.2.840.10008.5.1.4.1.1.4", "2.25.9", "1.2.840.10008.1.2.1", $"studies/{uid}.dcm", new string('0', 64), 1, "MR", null, null,
        number, 64, 64, frames, position, orientation ?? Axial, Upload);

    public static SliceStack Stack(int count, double distance = 5) => Stack([.. Enumerable.Range(0, count).Select(index => index * distance)]);

    public static SliceStack Stack(params double[] heights) =>
        SliceStack.Of([.. heights.Select((height, index) => Instance($"2.25.{100 + index}", [0, 0, height]))]).Stack!;

    public static ImagePlane Plane(double height = 0, double rowMm = 1, double columnMm = 1) =>
        new(new(0, 0, height), ImageOrientation.From(Axial)!, new(rowMm, columnMm));
}

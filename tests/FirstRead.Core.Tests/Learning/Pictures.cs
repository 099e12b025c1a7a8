using FirstRead.Core.Learning;
using FirstRead.Core.Review;

namespace FirstRead.Core.Tests.Learning;

/// <summary>Pictures of a teaching copy and marks on them.</summary>
internal static class Pictures
{
    public static TeachingPicture Picture(int number, int columns = 64, int rows = 48, double[]? spacing = null) => new(
        UidOf(number), "1.2.840.10008.5.1.4.1.1.4", "2.25.7", $"teaching/x/{number}.dcm", "MR", number, rows, columns, 1, null, null, spacing);

    public static string UidOf(int number) => $"2.25.{100 + number}";

    public static Marking Mark(string id, params (int Picture, double[][] Points)[] outlines) =>
        new(id, null, [.. outlines.Select(outline => new DrawnContour(UidOf(outline.Picture), 1, outline.Points))]);

    public static Marking Point(string id, int picture, double column, double row) => new(id, null, [], new DrawnPoint(UidOf(picture), 1, column, row));

    public static double[][] Box(double left, double top, double right, double bottom) => [[left, top], [right, top], [right, bottom], [left, bottom]];

    /// <summary>A polygon of many corners.</summary>
    public static double[][] Round(double column, double row, double radius) =>
        [.. Enumerable.Range(0, 20).Select(corner => new[] { column + (radius * Math.Cos(corner * Math.PI / 10)), row + (radius * Math.Sin(corner * Math.PI / 10)) })];
}

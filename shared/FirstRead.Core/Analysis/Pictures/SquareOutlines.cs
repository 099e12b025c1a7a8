using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;

namespace FirstRead.Core.Analysis.Pictures;

/// <summary>Outlines of a map over the model's square, in the picture's pixels. They are traced on the square: a radiograph has many times its pixels.</summary>
public static class SquareOutlines
{
    /// <summary>Largest first; points beyond the picture are moved to its edge.</summary>
    /// <param name="map">Over the whole square, of any size.</param>
    /// <param name="grid">Of the picture.</param>
    /// <param name="threshold">Where the outlines run.</param>
    public static IReadOnlyList<Outline> Of(Field map, ModelGrid grid, double threshold)
    {
        var fine = map.Columns == grid.Side ? map : ModelGrid.Squash(grid.Side, grid.Side, grid.Side).ToSource(map);
        return [.. Regions.Find(fine, threshold).Select(region => Placed(OutlineTracing.Trace(fine, region, threshold), grid)).Where(outline => outline.AreaPixels > 0)];
    }

    private static Outline Placed(Outline outline, ModelGrid grid) => new([.. outline.Points.Select(point => new PixelPoint(
        Within(grid.Across.EdgeToSource(point.Column + 0.5, grid.Side) - 0.5, grid.Columns),
        Within(grid.Down.EdgeToSource(point.Row + 0.5, grid.Side) - 0.5, grid.Rows)))]);

    internal static double Within(double place, int length) => Math.Clamp(place, -0.5, length - 0.5);
}

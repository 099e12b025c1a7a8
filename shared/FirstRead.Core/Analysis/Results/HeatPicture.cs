using FirstRead.Core.Analysis.Geometry;
using FirstRead.Dicom.Rendering;

namespace FirstRead.Core.Analysis.Results;

/// <summary>A model's map as a grey picture that a viewer lays over the study's own, as dense as its reader likes.</summary>
public static class HeatPicture
{
    /// <param name="map">0 to 1.</param>
    public static Picture Of(Field map) => new(map.Columns, map.Rows, 1, Array.ConvertAll(map.Values, value => (byte)Math.Round(Math.Clamp(value, 0, 1) * 255)));

    /// <summary>What the map covers: left, top, right, bottom in the picture's pixels, the centre of the first being (0, 0).</summary>
    public static double[] BoxOf(HeatLayer heat)
    {
        var (across, down, side) = (heat.Grid.Across, heat.Grid.Down, heat.Grid.Side);
        return [Edge(across, 0), Edge(down, 0), Edge(across, side), Edge(down, side)];

        double Edge(AxisScale axis, double place) => Math.Round(axis.EdgeToSource(place, side) - 0.5, 3, MidpointRounding.AwayFromZero);
    }
}

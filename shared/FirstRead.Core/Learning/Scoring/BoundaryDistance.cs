using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;

namespace FirstRead.Core.Learning.Scoring;

/// <summary>
/// How far two outlines run apart. The boundary of a region is its pixels with a neighbour above, below, left or right outside
/// it; each boundary pixel of one region has a distance to the nearest of the other's, between centres, and the other way round.
/// </summary>
/// <param name="Mean">Over both directions together: the average symmetric surface distance (Heimann et al. 2009).</param>
/// <param name="Percentile95">The larger of the two directions' 95th percentiles (Huttenlocher et al. 1993, as Maier-Hein et al. 2024 define HD95), linear between ranks.</param>
/// <param name="InMm">Else in pixels.</param>
public sealed record BoundaryDistance(double Mean, double Percentile95, bool InMm)
{
    /// <summary>On the frames that both lie on, all distances together; null where there is none.</summary>
    internal static BoundaryDistance? Of(Region mark, Region lesion, Func<Place, PixelSpacing?> spacing)
    {
        var (there, back) = (new List<double>(), new List<double>());
        var inMm = true;
        foreach (var (place, drawn) in mark.Masks)
        {
            if (!lesion.Masks.TryGetValue(place, out var known))
                continue;
            var size = spacing(place);
            inMm &= size is not null;
            var (first, second) = (Boundary(drawn), Boundary(known));
            var scale = size ?? new PixelSpacing(1, 1);
            there.AddRange(DistanceField.Distances(first, second, scale));
            back.AddRange(DistanceField.Distances(second, first, scale));
        }
        return there.Count == 0 ? null : new((there.Sum() + back.Sum()) / (there.Count + back.Count), Math.Max(Percentile(there), Percentile(back)), inMm);
    }

    private static List<(int Column, int Row)> Boundary(Mask mask) =>
        [.. mask.Pixels().Where(pixel => !mask[pixel.Column - 1, pixel.Row] || !mask[pixel.Column + 1, pixel.Row] || !mask[pixel.Column, pixel.Row - 1] || !mask[pixel.Column, pixel.Row + 1])];

    private static double Percentile(List<double> distances)
    {
        distances.Sort();
        var rank = 0.95 * (distances.Count - 1);
        var below = (int)rank;
        return below + 1 < distances.Count ? distances[below] + ((rank - below) * (distances[below + 1] - distances[below])) : distances[below];
    }
}

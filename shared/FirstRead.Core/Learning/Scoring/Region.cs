using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Review;

namespace FirstRead.Core.Learning.Scoring;

/// <summary>A picture's frame.</summary>
internal readonly record struct Place(string SopInstanceUid, int Frame);

/// <summary>A mark as pixels: on each of its frames the union of its outlines, filled by the rule of our segmentations (<see cref="OutlineFilling"/>).</summary>
internal sealed class Region
{
    private Region(IReadOnlyDictionary<Place, Mask> masks, IReadOnlyList<(Place, PixelPoint)> centres) => (Masks, Centres) = (masks, centres);

    /// <summary>None is empty.</summary>
    public IReadOnlyDictionary<Place, Mask> Masks { get; }

    /// <summary>Of each outline.</summary>
    public IReadOnlyList<(Place Place, PixelPoint Centre)> Centres { get; }

    /// <param name="pictures">By SOPInstanceUID; an outline on none of them is left out.</param>
    /// <param name="boxed">Each frame's outlines as the box around them.</param>
    public static Region Of(Marking marking, IReadOnlyDictionary<string, TeachingPicture> pictures, bool boxed = false)
    {
        var placed = marking.Contours.Where(contour => contour.Points.Count > 0 && pictures.ContainsKey(contour.SopInstanceUid)).ToArray();
        var masks = placed.GroupBy(contour => new Place(contour.SopInstanceUid, contour.Frame)).ToDictionary(
            here => here.Key,
            here => Union([.. (boxed ? [Boxes.Around(here)] : here.Select(contour => Outline.Of(contour.Points)))
                .Select(outline => OutlineFilling.Fill(outline, pictures[here.Key.SopInstanceUid].Columns, pictures[here.Key.SopInstanceUid].Rows))]));
        return new(masks, [.. placed.Select(contour => (new Place(contour.SopInstanceUid, contour.Frame), Outline.Of(contour.Points).Centroid))]);
    }

    public bool Holds(Place place, PixelPoint point) =>
        Masks.GetValueOrDefault(place)?[(int)Math.Round(point.Column, MidpointRounding.AwayFromZero), (int)Math.Round(point.Row, MidpointRounding.AwayFromZero)] == true;

    private static Mask Union(IReadOnlyList<Mask> masks)
    {
        if (masks is [var only])
            return only;
        var (left, top) = (masks.Min(mask => mask.Left), masks.Min(mask => mask.Top));
        var union = new Mask(left, top, masks.Max(mask => mask.Left + mask.Width) - left, masks.Max(mask => mask.Top + mask.Height) - top);
        foreach (var (column, row) in masks.SelectMany(mask => mask.Pixels()))
            union.Add(column, row);
        return union;
    }
}

/// <summary>Boxes among outlines: who draws a box, or has one to find, is measured by boxes.</summary>
internal static class Boxes
{
    /// <summary>Whether all of it is boxes: four corners, each side along rows or columns.</summary>
    public static bool Are(Marking marking) => marking.Contours.Count > 0 && marking.Contours.All(contour => IsBox(contour.Points));

    public static Outline Around(IEnumerable<DrawnContour> contours)
    {
        var points = contours.SelectMany(contour => contour.Points).ToArray();
        var (left, top, right, bottom) = (points.Min(point => point[0]), points.Min(point => point[1]), points.Max(point => point[0]), points.Max(point => point[1]));
        return Outline.Of([[left, top], [right, top], [right, bottom], [left, bottom]]);
    }

    private static bool IsBox(IReadOnlyList<double[]> points)
    {
        if (points.Count != 4)
            return false;
        for (var corner = 0; corner < 4; corner++)
        {
            var (here, next, after) = (points[corner], points[(corner + 1) % 4], points[(corner + 2) % 4]);
            var along = here[1] == next[1] ? 0 : here[0] == next[0] ? 1 : -1;
            if (along < 0 || next[along] != after[along] || here[along] == next[along])
                return false;
        }
        return true;
    }
}

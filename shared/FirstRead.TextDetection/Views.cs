using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection;

/// <summary>All that a plan wants to be looked at in a picture.</summary>
internal static class Views
{
    // In less, nobody reads a letter.
    private const int SmallestSide = 6;

    public static IEnumerable<View> Of(TextPicture picture, DetectionPlan plan)
    {
        var (halved, halvings) = (picture, 0);
        foreach (var look in plan.Looks)
        {
            for (; halvings < look.Halvings; halvings++)
                halved = halved.Halve();
            if (Math.Min(halved.Width, halved.Height) < SmallestSide)
                yield break;
            foreach (var area in SearchAreas.Of(halved, look.Stroke))
                foreach (var view in Of(Whole(area, halvings, halved, picture), look.Scale))
                    yield return view;
        }
    }

    /// <summary>In the picture itself, whose last odd pixels its halves lack.</summary>
    private static PixelBox Whole(PixelBox area, int halvings, TextPicture halved, TextPicture picture)
    {
        var (right, bottom) = (area.Right == halved.Width ? picture.Width : area.Right << halvings, area.Bottom == halved.Height ? picture.Height : area.Bottom << halvings);
        return new PixelBox(area.X << halvings, area.Y << halvings, right - (area.X << halvings), bottom - (area.Y << halvings));
    }

    private static IEnumerable<View> Of(PixelBox area, double scale)
    {
        var (width, height) = ((int)Math.Ceiling(area.Width * scale), (int)Math.Ceiling(area.Height * scale));
        foreach (var tile in Tile.Cover(width, height))
            yield return new View(area, tile, scale, false);
        foreach (var tile in Tile.Cover(height, width))
            yield return new View(area, tile, scale, true);
    }
}

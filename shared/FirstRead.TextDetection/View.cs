using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection;

/// <summary>A part of a picture as a net sees it, and the way back.</summary>
/// <param name="Area">In pixels of the whole picture.</param>
/// <param name="Tile">Of the area, scaled and perhaps turned.</param>
/// <param name="IsTurned">A quarter counter-clockwise.</param>
internal readonly record struct View(PixelBox Area, Tile Tile, double Scale, bool IsTurned)
{
    // Strokes are smoothed at their edges, and scaling moves these.
    private const int Fringe = 2;

    /// <summary>The area, turned as the tile wants it.</summary>
    /// <param name="stretches">Under its own range of grey, but for the outermost hundredths.</param>
    public TextPicture Of(TextPicture picture, bool stretches)
    {
        var cut = picture.Cut(Area);
        if (stretches)
            cut = Stretching.Stretch(cut);
        return IsTurned ? cut.Turn() : cut;
    }

    /// <summary>The boxes of the net, in pixels of the picture.</summary>
    public Region ToPicture(Region region)
    {
        var (left, top) = ((int)Math.Floor((Tile.X + region.Box.X) / Scale) - Fringe, (int)Math.Floor((Tile.Y + region.Box.Y) / Scale) - Fringe);
        var (right, bottom) = ((int)Math.Ceiling((Tile.X + region.Box.Right) / Scale) + Fringe, (int)Math.Ceiling((Tile.Y + region.Box.Bottom) / Scale) + Fringe);
        var (x, y) = ((Tile.X + region.Slant.X) / Scale, (Tile.Y + region.Slant.Y) / Scale);
        var slant = region.Slant with { X = x, Y = y, Length = region.Slant.Length / Scale, Height = region.Slant.Height / Scale };
        var box = new PixelBox(left, top, right - left, bottom - top);
        if (IsTurned)
        {
            box = new PixelBox(Area.Width - bottom, left, bottom - top, right - left);
            slant = slant with { X = Area.Width - 1 - y, Y = x, Across = -slant.Down, Down = slant.Across };
        }
        return new Region(box with { X = box.X + Area.X, Y = box.Y + Area.Y }, slant with { X = slant.X + Area.X, Y = slant.Y + Area.Y }, region.Score);
    }
}

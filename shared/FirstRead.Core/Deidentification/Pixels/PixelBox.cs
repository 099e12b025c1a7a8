namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>A rectangle of pixels. The first column and the first row are 0; it may reach beyond the picture until it is clipped.</summary>
public readonly record struct PixelBox(int X, int Y, int Width, int Height)
{
    public int Right => X + Width;

    public int Bottom => Y + Height;

    public bool IsEmpty => Width <= 0 || Height <= 0;

    public long Area => IsEmpty ? 0 : (long)Width * Height;

    /// <summary>The part inside a picture of this size.</summary>
    public PixelBox Clip(int columns, int rows) => Intersect(new PixelBox(0, 0, columns, rows));

    /// <summary>Wider by <paramref name="margin"/> on each side.</summary>
    public PixelBox Grow(int margin) => new(X - margin, Y - margin, Width + 2 * margin, Height + 2 * margin);

    /// <summary>What both cover; empty where they do not meet.</summary>
    public PixelBox Intersect(PixelBox other)
    {
        var (x, y) = (Math.Max(X, other.X), Math.Max(Y, other.Y));
        return new PixelBox(x, y, Math.Max(0, Math.Min(Right, other.Right) - x), Math.Max(0, Math.Min(Bottom, other.Bottom) - y));
    }

    /// <summary>The smallest box around both.</summary>
    public PixelBox Union(PixelBox other)
    {
        var (x, y) = (Math.Min(X, other.X), Math.Min(Y, other.Y));
        return new PixelBox(x, y, Math.Max(Right, other.Right) - x, Math.Max(Bottom, other.Bottom) - y);
    }

    public bool Contains(PixelBox other) => other.X >= X && other.Y >= Y && other.Right <= Right && other.Bottom <= Bottom;
}

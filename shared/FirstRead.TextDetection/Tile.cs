namespace FirstRead.TextDetection;

/// <summary>A part of a scaled picture, in its pixels.</summary>
internal readonly record struct Tile(int X, int Y, int Width, int Height)
{
    /// <summary>Longest side that a net sees at once: bounds its memory.</summary>
    public const int Side = 640;

    /// <summary>A line of text that a border cuts is whole in the next tile.</summary>
    public const int Overlap = 96;

    public static IEnumerable<Tile> Cover(int width, int height)
    {
        foreach (var y in Starts(height))
            foreach (var x in Starts(width))
                yield return new Tile(x, y, Math.Min(Side, width), Math.Min(Side, height));
    }

    private static IEnumerable<int> Starts(int length)
    {
        if (length <= Side)
            return [0];
        var count = 1 + (length - Side + Side - Overlap - 1) / (Side - Overlap);
        return Enumerable.Range(0, count).Select(i => (int)((long)(length - Side) * i / (count - 1)));
    }
}

namespace FirstRead.Cli.Bench.Text;

/// <summary>A line of text as coverage, 0 to 255, row by row.</summary>
internal sealed record GlyphMask(int Width, int Height, byte[] Coverage)
{
    /// <summary>Turned by quarters, counter-clockwise.</summary>
    public GlyphMask Turn(int quarters) => (quarters & 3) == 0 ? this : TurnOnce().Turn(quarters - 1);

    private GlyphMask TurnOnce()
    {
        var turned = new byte[Coverage.Length];
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
                turned[(Width - 1 - x) * Height + y] = Coverage[y * Width + x];
        return new GlyphMask(Height, Width, turned);
    }
}

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

    /// <summary>Turned by any angle, in degrees counter-clockwise; as large as that needs.</summary>
    public GlyphMask Slant(int degrees)
    {
        if (degrees == 0)
            return this;
        var (sine, cosine) = Math.SinCos(degrees * Math.PI / 180);
        var width = (int)Math.Ceiling(Math.Abs(Width * cosine) + Math.Abs(Height * sine));
        var height = (int)Math.Ceiling(Math.Abs(Width * sine) + Math.Abs(Height * cosine));
        var slanted = new byte[width * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var (across, down) = (x - (width - 1) / 2.0, y - (height - 1) / 2.0);
                slanted[y * width + x] = At(across * cosine - down * sine + (Width - 1) / 2.0, across * sine + down * cosine + (Height - 1) / 2.0);
            }
        return new GlyphMask(width, height, slanted);
    }

    private byte At(double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var upper = Sample(left, top) * (left + 1 - x) + Sample(left + 1, top) * (x - left);
        var lower = Sample(left, top + 1) * (left + 1 - x) + Sample(left + 1, top + 1) * (x - left);
        return (byte)(upper * (top + 1 - y) + lower * (y - top) + 0.5);
    }

    private int Sample(int x, int y) => x >= 0 && y >= 0 && x < Width && y < Height ? Coverage[y * Width + x] : 0;
}

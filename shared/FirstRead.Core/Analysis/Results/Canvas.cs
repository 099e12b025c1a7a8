using FirstRead.Core.Analysis.Lesions;

namespace FirstRead.Core.Analysis.Results;

/// <summary>Red, green and blue, 0 to 255.</summary>
internal readonly record struct Colour(byte Red, byte Green, byte Blue);

/// <summary>A picture being drawn: RGB, row after row.</summary>
internal sealed class Canvas(int width, int height)
{
    private const double RimDarkness = 0.75;

    public int Width { get; } = width;

    public int Height { get; } = height;

    public byte[] Pixels { get; } = new byte[width * height * 3];

    public void Set(int x, int y, Colour colour) => Blend(x, y, colour, 1);

    /// <param name="part">0 leaves the pixel as it is.</param>
    public void Tint(int x, int y, Colour colour, double part) => Blend(x, y, colour, part);

    /// <summary>Within the canvas only.</summary>
    public void SetGrey(int x, int y, byte value) => Pixels.AsSpan(((y * Width) + x) * 3, 3).Fill(value);

    public void Fill(int left, int top, int right, int bottom, Colour colour)
    {
        for (var y = top; y < bottom; y++)
            for (var x = left; x < right; x++)
                Set(x, y, colour);
    }

    /// <summary>Text with a dark rim, so that it reads on any ground.</summary>
    /// <param name="size">Pixels a dot of the font.</param>
    public void Text(int left, int top, string text, double size, Colour colour)
    {
        var pixels = BitmapFont.Pixels(text, size).ToArray();
        var (rim, reach) = (new Dictionary<(int X, int Y), double>(), Math.Max(1, (int)Math.Round(size / 2)));
        foreach (var (x, y, part) in pixels)
            for (var down = -reach; down <= reach; down++)
                for (var across = -reach; across <= reach; across++)
                    if (part > rim.GetValueOrDefault((x + across, y + down)))
                        rim[(x + across, y + down)] = part;
        foreach (var (place, part) in rim)
            Blend(left + place.X, top + place.Y, default, RimDarkness * part);
        foreach (var (x, y, part) in pixels)
            Blend(left + x, top + y, colour, part);
    }

    /// <summary>A smooth closed line. Every pixel is blended once, however many pieces of the line it meets.</summary>
    public void Outline(IReadOnlyList<PixelPoint> points, double thickness, Colour colour)
    {
        var coverage = new Dictionary<(int X, int Y), double>();
        for (var index = 0; index < points.Count; index++)
            Cover(coverage, points[index], points[(index + 1) % points.Count], thickness / 2);
        foreach (var (pixel, part) in coverage)
            Blend(pixel.X, pixel.Y, colour, part);
    }

    private static void Cover(Dictionary<(int X, int Y), double> coverage, PixelPoint a, PixelPoint b, double half)
    {
        var reach = half + 1;
        for (var y = (int)Math.Floor(Math.Min(a.Row, b.Row) - reach); y <= Math.Max(a.Row, b.Row) + reach; y++)
            for (var x = (int)Math.Floor(Math.Min(a.Column, b.Column) - reach); x <= Math.Max(a.Column, b.Column) + reach; x++)
            {
                var part = Math.Clamp(half + 0.5 - Distance(a, b, x, y), 0, 1);
                if (part > coverage.GetValueOrDefault((x, y)))
                    coverage[(x, y)] = part;
            }
    }

    private static double Distance(PixelPoint a, PixelPoint b, double x, double y)
    {
        var (across, down) = (b.Column - a.Column, b.Row - a.Row);
        var squared = (across * across) + (down * down);
        var along = squared == 0 ? 0 : Math.Clamp((((x - a.Column) * across) + ((y - a.Row) * down)) / squared, 0, 1);
        return Math.Sqrt(Math.Pow(x - a.Column - (along * across), 2) + Math.Pow(y - a.Row - (along * down), 2));
    }

    private void Blend(int x, int y, Colour colour, double part)
    {
        if ((uint)x >= (uint)Width || (uint)y >= (uint)Height)
            return;
        var offset = ((y * Width) + x) * 3;
        Pixels[offset] = Mixed(Pixels[offset], colour.Red, part);
        Pixels[offset + 1] = Mixed(Pixels[offset + 1], colour.Green, part);
        Pixels[offset + 2] = Mixed(Pixels[offset + 2], colour.Blue, part);
    }

    private static byte Mixed(byte below, byte above, double part) => (byte)Math.Round((below * (1 - part)) + (above * part));
}

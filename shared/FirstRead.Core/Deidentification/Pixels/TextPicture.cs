namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>A picture as a person would see it.</summary>
/// <param name="Channels">1, or 3 for red, green, blue side by side.</param>
/// <param name="Samples">8 bits each, 0 is black; row by row, <c>Width * Height * Channels</c> of them.</param>
public sealed record TextPicture(int Width, int Height, int Channels, ReadOnlyMemory<byte> Samples)
{
    /// <summary>A part of it.</summary>
    /// <param name="area">Inside the picture.</param>
    public TextPicture Cut(PixelBox area)
    {
        if (area.Width == Width && area.Height == Height)
            return this;
        var (line, samples) = (area.Width * Channels, new byte[area.Area * Channels]);
        for (var y = 0; y < area.Height; y++)
            Samples.Span.Slice(((area.Y + y) * Width + area.X) * Channels, line).CopyTo(samples.AsSpan(y * line));
        return new TextPicture(area.Width, area.Height, Channels, samples);
    }
}

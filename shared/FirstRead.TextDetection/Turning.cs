using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection;

/// <summary>Turns pictures by quarters.</summary>
internal static class Turning
{
    /// <summary>A quarter counter-clockwise.</summary>
    public static TextPicture Turn(this TextPicture picture)
    {
        var source = picture.Samples.Span;
        var (turned, channels) = (new byte[picture.Samples.Length], picture.Channels);
        for (var y = 0; y < picture.Height; y++)
            for (var x = 0; x < picture.Width; x++)
                source.Slice((y * picture.Width + x) * channels, channels).CopyTo(turned.AsSpan(((picture.Width - 1 - x) * picture.Height + y) * channels));
        return new TextPicture(picture.Height, picture.Width, channels, turned);
    }
}

using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection;

/// <summary>Makes pictures half as wide and high.</summary>
internal static class Halving
{
    /// <summary>Each pixel the mean of four; an odd last column or row is dropped.</summary>
    public static TextPicture Halve(this TextPicture picture)
    {
        var (width, height, channels) = (picture.Width / 2, picture.Height / 2, picture.Channels);
        var source = picture.Samples.Span;
        var (halved, stride) = (new byte[width * height * channels], picture.Width * channels);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                for (var channel = 0; channel < channels; channel++)
                {
                    var at = 2 * y * stride + 2 * x * channels + channel;
                    halved[(y * width + x) * channels + channel] = (byte)((source[at] + source[at + channels] + source[at + stride] + source[at + stride + channels] + 2) / 4);
                }
        return new TextPicture(width, height, channels, halved);
    }
}

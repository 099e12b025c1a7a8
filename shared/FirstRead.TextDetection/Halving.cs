using System.Runtime.Intrinsics;
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
        if (channels == 1)
        {
            for (var y = 0; y < height; y++)
                Halve(source.Slice(2 * y * stride, 2 * width), source.Slice((2 * y + 1) * stride, 2 * width), halved.AsSpan(y * width, width));
            return new TextPicture(width, height, channels, halved);
        }
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                for (var channel = 0; channel < channels; channel++)
                {
                    var at = 2 * y * stride + 2 * x * channels + channel;
                    halved[(y * width + x) * channels + channel] = (byte)((source[at] + source[at + channels] + source[at + stride] + source[at + stride + channels] + 2) / 4);
                }
        return new TextPicture(width, height, channels, halved);
    }

    /// <summary>Two rows to one, sixteen samples at a time.</summary>
    private static void Halve(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, Span<byte> halved)
    {
        var x = 0;
        for (; x <= halved.Length - Vector128<byte>.Count; x += Vector128<byte>.Count)
            Vector128.Narrow(Eight(upper, lower, 2 * x), Eight(upper, lower, (2 * x) + Vector128<byte>.Count)).CopyTo(halved[x..]);
        for (; x < halved.Length; x++)
            halved[x] = (byte)((upper[2 * x] + upper[(2 * x) + 1] + lower[2 * x] + lower[(2 * x) + 1] + 2) / 4);
    }

    private static Vector128<ushort> Eight(ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, int at) =>
        (Pairs(Vector128.Create(upper[at..])) + Pairs(Vector128.Create(lower[at..])) + Vector128.Create((ushort)2)) >> 2;

    /// <summary>Each sample and its right neighbour, added.</summary>
    private static Vector128<ushort> Pairs(Vector128<byte> samples) => (samples.AsUInt16() & Vector128.Create((ushort)0xFF)) + (samples.AsUInt16() >> 8);
}

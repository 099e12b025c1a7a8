using System.Numerics.Tensors;
using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection;

/// <summary>
/// Where a picture has thin strokes, lighter or darker than what is beside them: all writing is such, most anatomy is not.
/// Thin is what an opening or a closing by a square takes away (a top-hat transform).
/// </summary>
internal static class StrokeMap
{
    /// <param name="width">Of the widest stroke that is thin, in pixels.</param>
    /// <returns>For each pixel, by how much a thin stroke there stands out, 0 to 255; of colours the strongest.</returns>
    public static byte[] Of(TextPicture picture, int width)
    {
        var strongest = new byte[picture.Width * picture.Height];
        for (var channel = 0; channel < picture.Channels; channel++)
        {
            var (padded, stride) = Pad(picture, channel, width);
            var (opened, closed) = (Opened(padded, stride, width), Closed(padded, stride, width));
            for (var y = 0; y < picture.Height; y++)
            {
                var from = (y + width) * stride + width;
                var line = strongest.AsSpan(y * picture.Width, picture.Width);
                var samples = padded.AsSpan(from, picture.Width);
                // An opening is nowhere lighter than the picture, a closing nowhere darker.
                var lighter = opened.AsSpan(from, picture.Width);
                var darker = closed.AsSpan(from, picture.Width);
                TensorPrimitives.Subtract<byte>(samples, lighter, lighter);
                TensorPrimitives.Subtract<byte>(darker, samples, darker);
                TensorPrimitives.Max<byte>(lighter, line, line);
                TensorPrimitives.Max<byte>(darker, line, line);
            }
        }
        return strongest;
    }

    // A window forwards and one backwards: what lies further in than that is not touched by the end of a row.
    private static (byte[] Samples, int Stride) Pad(TextPicture picture, int channel, int border)
    {
        var stride = picture.Width + 2 * border;
        var padded = new byte[stride * (picture.Height + 2 * border)];
        var samples = picture.Samples.Span;
        for (var y = 0; y < picture.Height; y++)
        {
            var source = samples.Slice(y * picture.Width * picture.Channels, picture.Width * picture.Channels);
            var line = padded.AsSpan((y + border) * stride, stride);
            if (picture.Channels == 1)
                source.CopyTo(line[border..]);
            else
                for (var x = 0; x < picture.Width; x++)
                    line[border + x] = source[x * picture.Channels + channel];
            line[..border].Fill(line[border]);
            line[^border..].Fill(line[^(border + 1)]);
        }
        for (var y = 0; y < border; y++)
        {
            padded.AsSpan(border * stride, stride).CopyTo(padded.AsSpan(y * stride));
            padded.AsSpan((picture.Height + border - 1) * stride, stride).CopyTo(padded.AsSpan((picture.Height + border + y) * stride));
        }
        return (padded, stride);
    }

    private static byte[] Opened(byte[] samples, int stride, int width) => Filtered(samples, stride, width, TensorPrimitives.Min, TensorPrimitives.Max);

    private static byte[] Closed(byte[] samples, int stride, int width) => Filtered(samples, stride, width, TensorPrimitives.Max, TensorPrimitives.Min);

    private static byte[] Filtered(byte[] samples, int stride, int width, Pairwise first, Pairwise second)
    {
        var (result, other) = ((byte[])samples.Clone(), new byte[samples.Length]);
        foreach (var step in new[] { 1, stride })
            Window(ref result, ref other, first, step, width + 1, forwards: true);
        foreach (var step in new[] { 1, stride })
            Window(ref result, ref other, second, step, width + 1, forwards: false);
        return result;
    }

    private delegate void Pairwise(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> result);

    /// <summary>The least or most of so many samples in a row: of two, of four, and so on; the last two windows may share some.</summary>
    private static void Window(ref byte[] samples, ref byte[] other, Pairwise pairwise, int step, int length, bool forwards)
    {
        for (var (covered, distance) = (1, 1); covered < length; covered += distance)
        {
            distance = Math.Min(covered, length - covered);
            var shift = distance * step;
            if (forwards)
            {
                pairwise(samples.AsSpan(..^shift), samples.AsSpan(shift), other.AsSpan(..^shift));
                samples.AsSpan(^shift..).CopyTo(other.AsSpan(^shift..));
            }
            else
            {
                pairwise(samples.AsSpan(shift), samples.AsSpan(..^shift), other.AsSpan(shift));
                samples.AsSpan(..shift).CopyTo(other);
            }
            (samples, other) = (other, samples);
        }
    }
}

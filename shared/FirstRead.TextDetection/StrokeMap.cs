using System.Numerics.Tensors;
using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection;

/// <summary>
/// Where a picture has thin strokes, lighter or darker than what is beside them: all writing is such, most anatomy is not.
/// Thin is what an opening or a closing by a square of <see cref="Side"/> pixels takes away (a top-hat transform).
/// </summary>
internal static class StrokeMap
{
    /// <summary>Strokes up to a pixel less than this are thin: letters of some 40 pixels. Higher ones are thin in a smaller picture.</summary>
    public const int Side = 7;

    // A window forwards and one backwards: what lies further in is not touched by the end of a row.
    private const int Border = Side - 1;

    /// <returns>For each pixel, by how much a thin stroke there stands out, 0 to 255; of colours the strongest.</returns>
    public static byte[] Of(TextPicture picture)
    {
        var strongest = new byte[picture.Width * picture.Height];
        for (var channel = 0; channel < picture.Channels; channel++)
        {
            var (padded, stride) = Pad(picture, channel);
            var (opened, closed) = (Opened(padded, stride), Closed(padded, stride));
            for (var y = 0; y < picture.Height; y++)
            {
                var from = (y + Border) * stride + Border;
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

    private static (byte[] Samples, int Stride) Pad(TextPicture picture, int channel)
    {
        var stride = picture.Width + 2 * Border;
        var padded = new byte[stride * (picture.Height + 2 * Border)];
        var samples = picture.Samples.Span;
        for (var y = 0; y < picture.Height; y++)
        {
            var source = samples.Slice(y * picture.Width * picture.Channels, picture.Width * picture.Channels);
            var line = padded.AsSpan((y + Border) * stride, stride);
            if (picture.Channels == 1)
                source.CopyTo(line[Border..]);
            else
                for (var x = 0; x < picture.Width; x++)
                    line[Border + x] = source[x * picture.Channels + channel];
            line[..Border].Fill(line[Border]);
            line[^Border..].Fill(line[^(Border + 1)]);
        }
        for (var y = 0; y < Border; y++)
        {
            padded.AsSpan(Border * stride, stride).CopyTo(padded.AsSpan(y * stride));
            padded.AsSpan((picture.Height + Border - 1) * stride, stride).CopyTo(padded.AsSpan((picture.Height + Border + y) * stride));
        }
        return (padded, stride);
    }

    private static byte[] Opened(byte[] samples, int stride) => Filtered(samples, stride, TensorPrimitives.Min, TensorPrimitives.Max);

    private static byte[] Closed(byte[] samples, int stride) => Filtered(samples, stride, TensorPrimitives.Max, TensorPrimitives.Min);

    private static byte[] Filtered(byte[] samples, int stride, Pairwise first, Pairwise second)
    {
        var (result, other) = ((byte[])samples.Clone(), new byte[samples.Length]);
        foreach (var step in new[] { 1, stride })
            Window(ref result, ref other, first, step, forwards: true);
        foreach (var step in new[] { 1, stride })
            Window(ref result, ref other, second, step, forwards: false);
        return result;
    }

    private delegate void Pairwise(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> result);

    /// <summary>The least or most of seven samples in a row: of two, of four, and of two fours that share one.</summary>
    private static void Window(ref byte[] samples, ref byte[] other, Pairwise pairwise, int step, bool forwards)
    {
        foreach (var distance in new[] { 1, 2, 3 })
        {
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

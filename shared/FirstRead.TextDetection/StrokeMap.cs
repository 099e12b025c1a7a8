using System.Numerics.Tensors;
using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection;

/// <summary>
/// Where a picture has thin strokes, lighter or darker than what is beside them: all writing is such, most anatomy is not.
/// Thin is what an opening or a closing by a square takes away (a top-hat transform). Worked out some rows at a time, so that what lies between
/// stays in a core's own cache.
/// </summary>
internal static class StrokeMap
{
    private const int Rows = 48;

    /// <param name="width">Of the widest stroke that is thin, in pixels.</param>
    /// <returns>For each pixel, by how much a thin stroke there stands out, 0 to 255; of colours the strongest.</returns>
    public static byte[] Of(TextPicture picture, int width)
    {
        var strongest = new byte[picture.Width * picture.Height];
        var band = new Band(picture.Width, Math.Min(Rows, picture.Height), width);
        for (var channel = 0; channel < picture.Channels; channel++)
            for (var top = 0; top < picture.Height; top += Rows)
            {
                var height = Math.Min(Rows, picture.Height - top);
                band.Fill(picture, channel, top, height);
                var target = strongest.AsSpan(top * picture.Width, height * picture.Width);
                // An opening is nowhere lighter than the picture, a closing nowhere darker.
                var opened = band.Filtered(TensorPrimitives.Min, TensorPrimitives.Max);
                for (var y = 0; y < height; y++)
                    Raise(band.Row(band.Samples, y), band.Row(opened, y), target.Slice(y * picture.Width, picture.Width), band.Row(opened, y));
                var closed = band.Filtered(TensorPrimitives.Max, TensorPrimitives.Min);
                for (var y = 0; y < height; y++)
                    Raise(band.Row(closed, y), band.Row(band.Samples, y), target.Slice(y * picture.Width, picture.Width), band.Row(closed, y));
            }
        return strongest;
    }

    /// <summary>Where the one is so much lighter than the other, the strongest is at least that.</summary>
    private static void Raise(ReadOnlySpan<byte> lighter, ReadOnlySpan<byte> darker, Span<byte> strongest, Span<byte> difference)
    {
        TensorPrimitives.Subtract(lighter, darker, difference);
        TensorPrimitives.Max<byte>(difference, strongest, strongest);
    }

    private delegate void Pairwise(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, Span<byte> result);

    /// <summary>
    /// Some rows of one colour with a border as wide as a stroke: a window forwards and one backwards, and what lies further in than that is not
    /// touched by the end of a row. Beyond the picture its last samples repeat.
    /// </summary>
    private sealed class Band(int columns, int rows, int border)
    {
        private readonly int stride = columns + (2 * border);
        private readonly byte[] first = new byte[(columns + (2 * border)) * (rows + (2 * border))];
        private readonly byte[] second = new byte[(columns + (2 * border)) * (rows + (2 * border))];

        public byte[] Samples { get; } = new byte[(columns + (2 * border)) * (rows + (2 * border))];

        public Span<byte> Row(byte[] samples, int y) => samples.AsSpan(((y + border) * stride) + border, columns);

        public void Fill(TextPicture picture, int channel, int top, int height)
        {
            var samples = picture.Samples.Span;
            for (var y = 0; y < height + (2 * border); y++)
            {
                var source = samples.Slice(Math.Clamp(top + y - border, 0, picture.Height - 1) * columns * picture.Channels, columns * picture.Channels);
                var line = Samples.AsSpan(y * stride, stride);
                if (picture.Channels == 1)
                    source.CopyTo(line[border..]);
                else
                    for (var x = 0; x < columns; x++)
                        line[border + x] = source[(x * picture.Channels) + channel];
                line[..border].Fill(line[border]);
                line[^border..].Fill(line[^(border + 1)]);
            }
        }

        /// <returns>To be used before the next is asked for.</returns>
        public byte[] Filtered(Pairwise pairwise, Pairwise backwards)
        {
            var (result, other) = (first, second);
            Samples.CopyTo(result, 0);
            foreach (var step in new[] { 1, stride })
                Window(ref result, ref other, pairwise, step, border + 1, forwards: true);
            foreach (var step in new[] { 1, stride })
                Window(ref result, ref other, backwards, step, border + 1, forwards: false);
            return result;
        }
    }

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

using System.Numerics.Tensors;
using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection;

/// <summary>Cuts a tile out of a scaled picture: bilinear upwards, the mean of the covered pixels downwards.</summary>
internal static class Sampling
{
    // ImageNet's statistics, in the order red, green, blue.
    private static readonly float[] Mean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] Deviation = [0.229f, 0.224f, 0.225f];

    /// <summary>The detection net halves its input five times.</summary>
    private const int Multiple = 32;

    public static Planes Cut(TextPicture picture, Tile tile, double scale)
    {
        var (width, height) = (Padded(tile.Width), Padded(tile.Height));
        var (columns, rows) = (new Weights(tile.X, width, scale, picture.Width), new Weights(tile.Y, height, scale, picture.Height));
        var values = new float[3 * width * height];
        var flat = true;
        for (var channel = 0; channel < 3; channel++)
        {
            var target = values.AsSpan((2 - channel) * width * height, width * height);
            if (picture.Channels == 1 && channel > 0)
            {
                // Same grey, other statistics.
                var first = values.AsSpan(2 * width * height, width * height);
                var (factor, offset) = (Deviation[0] / Deviation[channel], (Mean[0] - Mean[channel]) / Deviation[channel]);
                TensorPrimitives.Multiply(first, factor, target);
                TensorPrimitives.Add(target, offset, target);
                continue;
            }
            Resample(picture, channel, columns, rows, target);
            flat &= target.IndexOfAnyExcept(target[0]) < 0;
            TensorPrimitives.Multiply(target, 1 / (255 * Deviation[channel]), target);
            TensorPrimitives.Subtract(target, Mean[channel] / Deviation[channel], target);
        }
        return new Planes(width, height, values, flat);
    }

    /// <summary>For the recognition net: no padding, values from -1 to 1.</summary>
    public static Planes CutLine(TextPicture picture, Tile tile, double scale)
    {
        var (columns, rows) = (new Weights(tile.X, tile.Width, scale, picture.Width), new Weights(tile.Y, tile.Height, scale, picture.Height));
        var values = new float[3 * tile.Width * tile.Height];
        for (var channel = 0; channel < 3; channel++)
        {
            var target = values.AsSpan((2 - channel) * tile.Width * tile.Height, tile.Width * tile.Height);
            Resample(picture, Math.Min(channel, picture.Channels - 1), columns, rows, target);
            for (var i = 0; i < target.Length; i++)
                target[i] = target[i] / 127.5f - 1;
        }
        return new Planes(tile.Width, tile.Height, values, false);
    }

    private static int Padded(int length) => (length + Multiple - 1) / Multiple * Multiple;

    private static void Resample(TextPicture picture, int channel, Weights columns, Weights rows, Span<float> target)
    {
        var samples = picture.Samples.Span;
        var (stride, width) = (picture.Width * picture.Channels, columns.Count);
        // Columns first, each source row once: rows follow each other, so the last ones are at hand.
        var held = new Dictionary<int, float[]>();
        for (var y = 0; y < rows.Count; y++)
        {
            var (from, to) = rows.Range(y);
            foreach (var old in held.Keys.Where(row => row < from).ToArray())
                held.Remove(old);
            var line = target.Slice(y * width, width);
            line.Clear();
            for (var row = from; row <= to; row++)
            {
                if (!held.TryGetValue(row, out var resampled))
                    held[row] = resampled = columns.Apply(samples[(row * stride)..], picture.Channels, channel);
                var weight = rows.Weight(y, row);
                TensorPrimitives.MultiplyAdd(resampled, weight, line, line);
            }
        }
    }
}

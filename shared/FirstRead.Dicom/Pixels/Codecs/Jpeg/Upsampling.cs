using System.Numerics;

namespace FirstRead.Dicom.Pixels.Codecs.Jpeg;

/// <summary>
/// Brings a plane of chrominance to full size: by the triangle filter that the common decoders share to the bit where it
/// is halved across, or across and down; elsewhere by repeating samples.
/// </summary>
internal static class Upsampling
{
    /// <param name="plane">Rows of <paramref name="width"/> samples.</param>
    /// <param name="width">At most Columns.</param>
    /// <param name="description">The full picture.</param>
    /// <param name="target">Every Samples-th place of it is written.</param>
    public static void Enlarge<T>(ReadOnlySpan<T> plane, int width, PixelDescription description, Span<T> target)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (columns, step, height) = (description.Columns, description.SamplesPerPixel, plane.Length / width);
        var across = (columns + width - 1) / width;
        var down = (description.Rows + height - 1) / height;
        var sums = new int[width];
        for (var y = 0; y < description.Rows; y++, target = target[Math.Min(target.Length, columns * step)..])
        {
            var near = plane.Slice(y / down * width, width);
            if (across != 2 || down > 2 || width < 3)
            {
                for (var x = 0; x < columns; x++) target[x * step] = near[x / across];
                continue;
            }
            // The nearer row weighs three times as much as the next one on the other side.
            var other = Math.Clamp(y / down + (y % down == 0 ? -1 : 1), 0, height - 1);
            var far = plane.Slice(other * width, width);
            for (var i = 0; i < width; i++)
                sums[i] = down == 2 ? 3 * int.CreateTruncating(near[i]) + int.CreateTruncating(far[i]) : int.CreateTruncating(near[i]);
            Across(sums, down == 2, columns, step, target);
        }
    }

    private static void Across<T>(ReadOnlySpan<int> sums, bool isHalvedDown, int columns, int step, Span<T> target)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (shift, even, odd) = isHalvedDown ? (4, 8, 7) : (2, 1, 2);
        for (int i = 0, o = 0; i < sums.Length; i++, o += 2 * step)
        {
            target[o] = T.CreateTruncating((3 * sums[i] + sums[Math.Max(i - 1, 0)] + even) >> shift);
            if (2 * i + 1 < columns)
                target[o + step] = T.CreateTruncating((3 * sums[i] + sums[Math.Min(i + 1, sums.Length - 1)] + odd) >> shift);
        }
    }
}

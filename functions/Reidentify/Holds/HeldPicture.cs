using FirstRead.Dicom.Rendering;

namespace FirstRead.Functions.Reidentify.Holds;

/// <summary>A picture as PNG, small enough for one answer (a function's holds at most 6 MB).</summary>
internal static class HeldPicture
{
    private const int LongestSide = 1000;

    public static byte[] Png(Picture picture)
    {
        using var png = new MemoryStream();
        Shrunk(picture).WritePng(png);
        return png.ToArray();
    }

    // By whole steps, to the mean of all pixels that fall together: thin letters must stay to be seen.
    private static Picture Shrunk(Picture picture)
    {
        var step = (Math.Max(picture.Width, picture.Height) + LongestSide - 1) / LongestSide;
        if (step == 1)
            return picture;
        var (width, height) = (Math.Max(1, picture.Width / step), Math.Max(1, picture.Height / step));
        var small = new byte[width * height * picture.Channels];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                for (var channel = 0; channel < picture.Channels; channel++)
                    small[(((y * width) + x) * picture.Channels) + channel] = Mean(picture, x * step, y * step, step, channel);
        return new Picture(width, height, picture.Channels, small);
    }

    private static byte Mean(Picture picture, int left, int top, int step, int channel)
    {
        var (sum, count) = (0, 0);
        for (var y = top; y < Math.Min(top + step, picture.Height); y++)
            for (var x = left; x < Math.Min(left + step, picture.Width); x++, count++)
                sum += picture.Pixels[(((y * picture.Width) + x) * picture.Channels) + channel];
        return (byte)(sum / count);
    }
}

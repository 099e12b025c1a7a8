namespace FirstRead.Dicom.Rendering;

/// <summary>Makes pictures smaller or larger.</summary>
public static class PictureScaling
{
    /// <summary>The part of a picture within these bounds, of which what lies outside the picture is left out.</summary>
    public static Picture Crop(Picture picture, int left, int top, int width, int height)
    {
        (left, top) = (Math.Clamp(left, 0, picture.Width - 1), Math.Clamp(top, 0, picture.Height - 1));
        (width, height) = (Math.Clamp(width, 1, picture.Width - left), Math.Clamp(height, 1, picture.Height - top));
        var pixels = new byte[width * height * picture.Channels];
        for (var y = 0; y < height; y++)
            picture.Pixels.AsSpan((((top + y) * picture.Width) + left) * picture.Channels, width * picture.Channels).CopyTo(pixels.AsSpan(y * width * picture.Channels));
        return new Picture(width, height, picture.Channels, pixels);
    }

    /// <summary>The largest picture of the same proportions that fits: each pixel the mean of what it covers, or the nearest where it covers less than one.</summary>
    public static Picture Fit(Picture picture, int width, int height)
    {
        var scale = Math.Min((double)width / picture.Width, (double)height / picture.Height);
        var (across, down) = (Math.Max(1, (int)Math.Round(picture.Width * scale)), Math.Max(1, (int)Math.Round(picture.Height * scale)));
        if ((across, down) == (picture.Width, picture.Height))
            return picture;
        var pixels = new byte[across * down * picture.Channels];
        for (int y = 0, at = 0; y < down; y++)
        {
            var (top, bottom) = Covered(y, down, picture.Height);
            for (var x = 0; x < across; x++)
            {
                var (left, right) = Covered(x, across, picture.Width);
                for (var channel = 0; channel < picture.Channels; channel++)
                    pixels[at++] = Mean(picture, left, top, right, bottom, channel);
            }
        }
        return new Picture(across, down, picture.Channels, pixels);
    }

    private static byte Mean(Picture picture, int left, int top, int right, int bottom, int channel)
    {
        var sum = 0L;
        for (var y = top; y < bottom; y++)
            for (var x = left; x < right; x++)
                sum += picture.Pixels[(((y * picture.Width) + x) * picture.Channels) + channel];
        var count = (right - left) * (bottom - top);
        return (byte)((sum + (count / 2)) / count);
    }

    /// <summary>At least one of them.</summary>
    private static (int From, int To) Covered(int place, int count, int places)
    {
        var from = Math.Min((int)((long)place * places / count), places - 1);
        return (from, Math.Max(from + 1, (int)((long)(place + 1) * places / count)));
    }
}

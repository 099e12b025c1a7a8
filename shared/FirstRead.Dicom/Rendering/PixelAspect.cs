using FirstRead.Dicom.Datasets;

namespace FirstRead.Dicom.Rendering;

/// <summary>Makes pixels square that are not (Pixel Aspect Ratio, PS3.3 C.7.6.3.1.7): the longer side is stretched, by linear interpolation.</summary>
internal static class PixelAspect
{
    // Beyond this a ratio is a mistake, or an attack on memory.
    private const double Most = 8;

    public static Picture Square(Picture picture, DicomDataset header)
    {
        if (header.GetDoubles(Tags.PixelAspectRatio) is not [> 0 and var vertical, > 0 and var horizontal, ..]) return picture;
        var ratio = vertical / horizontal;
        if (ratio == 1 || ratio > Most || ratio < 1 / Most) return picture;
        return ratio > 1
            ? Stretch(picture, picture.Width, (int)Math.Round(picture.Height * ratio))
            : Stretch(picture, (int)Math.Round(picture.Width / ratio), picture.Height);
    }

    private static Picture Stretch(Picture picture, int width, int height)
    {
        var channels = picture.Channels;
        if ((long)width * height * channels > Array.MaxLength) return picture;
        var pixels = new byte[width * height * channels];
        for (int y = 0, o = 0; y < height; y++)
        {
            var (top, bottom, down) = Between(y, height, picture.Height);
            for (var x = 0; x < width; x++)
            {
                var (left, right, across) = Between(x, width, picture.Width);
                for (var c = 0; c < channels; c++, o++)
                {
                    double At(int row, int column) => picture.Pixels[(row * picture.Width + column) * channels + c];
                    var above = At(top, left) * (1 - across) + At(top, right) * across;
                    var below = At(bottom, left) * (1 - across) + At(bottom, right) * across;
                    pixels[o] = (byte)(above * (1 - down) + below * down + 0.5);
                }
            }
        }
        return new Picture(width, height, channels, pixels);
    }

    /// <summary>The two places that a place of the longer side lies between, by their centres, and how far along.</summary>
    private static (int Near, int Far, double Share) Between(int place, int count, int places)
    {
        var at = Math.Clamp((place + 0.5) * places / count - 0.5, 0, places - 1);
        var near = (int)at;
        return (near, Math.Min(near + 1, places - 1), at - near);
    }
}

using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Rendering;

namespace FirstRead.Functions.Reidentify.Holds;

/// <summary>A frame as PNG, small enough for one answer (a function's holds at most 6 MB).</summary>
internal static class HeldPicture
{
    private const int LongestSide = 1200;

    public static byte[] Of(DicomDataset dataset, PixelFrames frames, int frame)
    {
        var picture = GreyPicture.From(dataset, frames, frame);
        var step = (Math.Max(picture.Width, picture.Height) + LongestSide - 1) / LongestSide;
        var (width, height) = (picture.Width / step, picture.Height / step);
        var small = new byte[width * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                small[(y * width) + x] = Mean(picture, x * step, y * step, step);
        using var png = new MemoryStream();
        PngWriter.WriteGrey(png, width, height, small);
        return png.ToArray();
    }

    // Of all pixels that fall together: thin letters must stay to be seen.
    private static byte Mean(GreyPicture picture, int left, int top, int step)
    {
        var sum = 0;
        for (var y = top; y < top + step; y++)
            for (var x = left; x < left + step; x++)
                sum += picture.Pixels[(y * picture.Width) + x];
        return (byte)(sum / (step * step));
    }
}

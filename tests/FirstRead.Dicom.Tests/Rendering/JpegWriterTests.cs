using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Registry;
using FirstRead.Dicom.Rendering;

namespace FirstRead.Dicom.Tests.Rendering;

public sealed class JpegWriterTests
{
    [TestCase(1, 40, 33)]
    [TestCase(3, 40, 33)]
    [TestCase(1, 8, 8)]
    [TestCase(3, 1, 1)]
    public void Write_DecodedAgain_IsThePictureButForItsRounding(int channels, int width, int height)
    {
        var picture = Gradient(channels, width, height);
        using var target = new MemoryStream();
        JpegWriter.Write(target, picture, 100);
        // Another's decoder where it is installed (libturbojpeg), else ours.
        var description = new PixelDescription
        {
            Rows = height,
            Columns = width,
            Frames = 1,
            SamplesPerPixel = channels,
            BitsAllocated = 8,
            BitsStored = 8,
            HighBit = 7,
            IsSigned = false,
            IsPlanar = false,
            Photometric = channels == 1 ? "MONOCHROME2" : "YBR_FULL",
        };
        var decoded = FrameDecoder.Decode(target.ToArray(), description, TransferSyntax.JpegBaseline);
        var expected = channels == 1 ? picture.Pixels : Ybr(picture.Pixels);
        Assert.That(decoded.Zip(expected, (one, other) => Math.Abs(one - other)).Max(), Is.LessThanOrEqualTo(3));
    }

    [Test]
    public void Write_AtLowerQuality_IsSmaller()
    {
        var noise = new Picture(64, 64, 1, new byte[64 * 64]);
        new Random(1).NextBytes(noise.Pixels);
        Assert.That(LengthOf(noise, 30), Is.LessThan(LengthOf(noise, 90) / 2));
    }

    [Test]
    public void Fit_OfALargerPicture_IsItsMeans()
    {
        var picture = new Picture(4, 2, 1, [0, 10, 20, 30, 40, 50, 60, 70]);
        var small = PictureScaling.Fit(picture, 2, 9);
        Assert.That((small.Width, small.Height), Is.EqualTo((2, 1)));
        Assert.That(small.Pixels, Is.EqualTo(new byte[] { 25, 45 }));
        Assert.That(PictureScaling.Crop(picture, 1, 1, 2, 9).Pixels, Is.EqualTo(new byte[] { 50, 60 }));
    }

    private static long LengthOf(Picture picture, int quality)
    {
        using var target = new MemoryStream();
        JpegWriter.Write(target, picture, quality);
        return target.Length;
    }

    private static Picture Gradient(int channels, int width, int height)
    {
        var pixels = new byte[width * height * channels];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(128 + (60 * Math.Sin(i / channels % width / 9.0)) + (i % channels * 20) + (i / channels / width));
        return new Picture(width, height, channels, pixels);
    }

    private static byte[] Ybr(byte[] rgb)
    {
        var ybr = new byte[rgb.Length];
        for (var i = 0; i < rgb.Length; i += 3)
        {
            double red = rgb[i], green = rgb[i + 1], blue = rgb[i + 2];
            ybr[i] = (byte)Math.Round((0.299 * red) + (0.587 * green) + (0.114 * blue));
            ybr[i + 1] = (byte)Math.Clamp(Math.Round((-0.168736 * red) - (0.331264 * green) + (0.5 * blue) + 128), 0, 255);
            ybr[i + 2] = (byte)Math.Clamp(Math.Round((0.5 * red) - (0.418688 * green) - (0.081312 * blue) + 128), 0, 255);
        }
        return ybr;
    }
}

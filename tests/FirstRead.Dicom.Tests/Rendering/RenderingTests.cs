using System.IO.Compression;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Registry;
using FirstRead.Dicom.Rendering;

namespace FirstRead.Dicom.Tests.Rendering;

public class RenderingTests
{
    // PS3.3 C.11.2.1.2.1: at or below c - 0.5 - (w-1)/2 black, above c - 0.5 + (w-1)/2 white.
    [TestCase(0, 0), TestCase(1, 85), TestCase(2, 170), TestCase(3, 255), TestCase(-9, 0), TestCase(9, 255)]
    public void LinearWindow_FollowsTheStandard(float value, int expected) =>
        Assert.That(new WindowLevel(2, 4).Render([value])[0], Is.EqualTo(expected));

    [Test]
    public void WindowOfWidthOne_IsAThreshold() =>
        Assert.That(new WindowLevel(10, 1).Render([9.4f, 9.6f]), Is.EqualTo(new byte[] { 0, 255 }));

    [Test]
    public void Percentiles_LeaveOutliersAside()
    {
        var values = Enumerable.Range(0, 1001).Select(i => (float)i).Append(1e9f).Append(float.NaN).ToArray();
        var window = WindowLevel.FromPercentiles(values);
        Assert.That((window.Center, window.Width), Is.EqualTo((500.0, 980.0)));
    }

    [Test]
    public void Picture_UsesTheHeadersWindow_TurnsMonochrome1_AndBlackensPadding()
    {
        var dataset = Pictures.Mr()
            .Add(Tags.PhotometricInterpretation, "MONOCHROME1").Add(Tags.PixelPaddingValue, 0)
            .Add(Tags.WindowCenter, 1650.5).Add(Tags.WindowWidth, 3301);
        var frames = PixelFrames.Open(dataset, TransferSyntax.ExplicitLittleEndian);
        var picture = FrameRendering.Render(dataset, frames.GetFrame(0).Span, frames.Description);
        Assert.Multiple(() =>
        {
            Assert.That((picture.Width, picture.Height), Is.EqualTo((4, 3)));
            Assert.That(picture.Pixels[0], Is.Zero, "padding");
            Assert.That(picture.Pixels[1], Is.EqualTo(232));
            Assert.That(picture.Pixels[11], Is.Zero, "brightest value, inverted");
        });
    }

    [TestCase(1, 0), TestCase(3, 2), TestCase(4, 6)]
    public void Png_HoldsThePixelsThatWereGiven(int channels, int colour)
    {
        var pixels = new byte[7 * 5 * channels];
        new Random(1).NextBytes(pixels);
        var png = new MemoryStream();
        if (channels == 1) PngWriter.WriteGrey(png, 7, 5, pixels);
        else if (channels == 3) PngWriter.WriteRgb(png, 7, 5, pixels);
        else PngWriter.WriteRgba(png, 7, 5, pixels);
        var bytes = png.ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(bytes[..8], Is.EqualTo(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }));
            Assert.That(bytes[16..29], Is.EqualTo(new byte[] { 0, 0, 0, 7, 0, 0, 0, 5, 8, (byte)colour, 0, 0, 0 }));
            // The checksum of an empty IEND, known to everyone who ever looked into a PNG.
            Assert.That(bytes[^12..], Is.EqualTo(new byte[] { 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82 }));
            Assert.That(Unfilter(bytes, 7 * channels, 5), Is.EqualTo(pixels));
        });
    }

    private static byte[] Unfilter(byte[] png, int stride, int height)
    {
        var length = png[33] << 24 | png[34] << 16 | png[35] << 8 | png[36];
        using var zlib = new ZLibStream(new MemoryStream(png, 41, length), CompressionMode.Decompress);
        var rows = new byte[height * stride];
        for (var y = 0; y < height; y++)
        {
            Assert.That(zlib.ReadByte(), Is.EqualTo(2));
            zlib.ReadExactly(rows, y * stride, stride);
            if (y > 0) for (var i = 0; i < stride; i++) rows[y * stride + i] += rows[(y - 1) * stride + i];
        }
        return rows;
    }
}

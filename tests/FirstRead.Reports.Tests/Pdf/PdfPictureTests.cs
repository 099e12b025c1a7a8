using System.Buffers.Binary;
using System.Diagnostics;
using FirstRead.Dicom.Rendering;
using FirstRead.Reports.Pdf;
using FirstRead.Reports.Pdf.Writing;

namespace FirstRead.Reports.Tests.Pdf;

public sealed class PdfPictureTests
{
    [Test]
    public void Outline_OnAKeyImage_LiesWhereItsPixelsLie()
    {
        Poppler.Need("pdftoppm");
        var report = Reports.Preliminary();
        var image = KeyImages.Of(report)[0] with { Scale = null, Place = null };
        var (width, height, grey) = Rendered(PdfReport.Write(report, [image]));
        var dark = Enumerable.Range(0, width * height).Where(at => grey[at] == KeyImages.Dark).ToArray();
        var (left, right) = (dark.Min(at => at % width), dark.Max(at => at % width) + 1);
        var (top, bottom) = (dark.Min(at => at / width), dark.Max(at => at / width) + 1);
        var bright = Enumerable.Range(0, width * height).Where(at => at % width > left && at % width < right - 1 && at / width > top && at / width < bottom - 1 && grey[at] > 120).ToArray();
        // Corners of 64 to 192 of 256 pixels, centres counted: from 64.5 to 192.5, to a pixel of the rendering either way.
        var scale = (right - left) / 256.0;
        Assert.Multiple(() =>
        {
            Assert.That(right - left, Is.GreaterThan(300).And.EqualTo(bottom - top).Within(1), "its own aspect");
            Assert.That(bright.Min(at => at % width), Is.EqualTo(left + (64.5 * scale)).Within(2.5));
            Assert.That(bright.Max(at => at % width), Is.EqualTo(left + (192.5 * scale)).Within(2.5));
            Assert.That(bright.Min(at => at / width), Is.EqualTo(top + (64.5 * scale)).Within(2.5));
            Assert.That(bright.Max(at => at / width), Is.EqualTo(top + (192.5 * scale)).Within(2.5));
        });
    }

    [Test]
    public void Picture_ShownTwice_IsStoredOnce()
    {
        var report = Reports.Preliminary();
        var (one, two) = (KeyImages.Of(report), KeyImages.Of(report).Select((image, index) => image with { Png = KeyImages.Png(256, 256 + index) }).ToArray());
        Assert.That(Images(PdfReport.Write(report, one)), Is.EqualTo(1));
        Assert.That(Images(PdfReport.Write(report, two)), Is.EqualTo(2));
    }

    [Test]
    public void Png_ThatAPdfCannotHold_IsRefused()
    {
        using var rgba = new MemoryStream();
        PngWriter.WriteRgba(rgba, 1, 1, new byte[4]);
        var grey = KeyImages.Png(5, 3);
        Assert.That(PngImage.Read(grey), Has.Property("Width").EqualTo(5).And.Property("Height").EqualTo(3).And.Property("Channels").EqualTo(1));
        byte[][] bad = [[], "%PDF"u8.ToArray(), rgba.ToArray(), .. Enumerable.Range(0, grey.Length - 11).Select(length => grey[..length])];
        foreach (var file in bad)
            Assert.That(() => PngImage.Read(file), Throws.InstanceOf<InvalidDataException>());
    }

    [Test]
    public void Profile_IsAsLongAsItSaysAndRunsFromBlackToWhite()
    {
        var profile = SrgbProfile.Bytes;
        Assert.That(BinaryPrimitives.ReadInt32BigEndian(profile), Is.EqualTo(profile.Length));
        var curve = profile.AsSpan().IndexOf("curv"u8) + 12;
        Assert.That(BinaryPrimitives.ReadUInt16BigEndian(profile.AsSpan(curve)), Is.Zero);
        Assert.That(BinaryPrimitives.ReadUInt16BigEndian(profile.AsSpan(curve + (2 * 1023))), Is.EqualTo(65535));
    }

    private static int Images(byte[] pdf) => System.Text.Encoding.Latin1.GetString(pdf).Split("/Subtype /Image").Length - 1;

    /// <summary>The first page at 144 pixels an inch.</summary>
    private static (int Width, int Height, byte[] Grey) Rendered(byte[] pdf)
    {
        var path = Path.Combine(Path.GetTempPath(), $"firstread-report-{Guid.NewGuid():n}.pdf");
        try
        {
            File.WriteAllBytes(path, pdf);
            using var process = Process.Start(new ProcessStartInfo("pdftoppm", ["-gray", "-r", "144", "-f", "1", "-l", "1", path]) { RedirectStandardOutput = true })!;
            using var pgm = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(pgm);
            process.WaitForExit();
            var bytes = pgm.ToArray();
            // P5, width and height, 255, each ended by white space.
            var head = System.Text.Encoding.ASCII.GetString(bytes, 0, 20).Split((char[]?)null, 5);
            var (width, height) = (int.Parse(head[1]), int.Parse(head[2]));
            return (width, height, bytes[^(width * height)..]);
        }
        finally
        {
            File.Delete(path);
        }
    }
}

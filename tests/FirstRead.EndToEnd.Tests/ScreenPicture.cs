using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.Playwright;

namespace FirstRead.EndToEnd.Tests;

/// <summary>The pixels of a browser's window, as it drew them, to be measured.</summary>
public sealed class ScreenPicture
{
    private readonly int width;
    private readonly int channels;
    private readonly byte[] pixels;

    private ScreenPicture(int width, int channels, byte[] pixels) => (this.width, this.channels, this.pixels) = (width, channels, pixels);

    public static async Task<ScreenPicture> TakeAsync(IPage page) => Decode(await page.ScreenshotAsync());

    /// <summary>Brightness 0 to 255 (the red channel) at a point in CSS pixels.</summary>
    public int At(double x, double y) => pixels[(((int)y * width) + (int)x) * channels];

    /// <summary>Where along a row, near <paramref name="x"/>, brightness crosses the half: in CSS pixels, to a fraction.</summary>
    public double CrossingInRow(double y, double x) => Crossing(position => At(position, y), x);

    /// <summary>The same along a column.</summary>
    public double CrossingInColumn(double x, double y) => Crossing(position => At(x, position), y);

    private static double Crossing(Func<int, int> brightness, double near)
    {
        const int reach = 40;
        const double half = 127.5;
        return Enumerable.Range((int)near - reach, 2 * reach)
            .Where(position => brightness(position) < half != brightness(position + 1) < half)
            // Pixel centres lie at half positions.
            .Select(position => position + 0.5 + ((half - brightness(position)) / (brightness(position + 1) - brightness(position))))
            .DefaultIfEmpty(double.NaN)
            .MinBy(position => Math.Abs(position - near));
    }

    /// <summary>PNG as Chromium writes it: 8 bits, RGB or RGBA, not interlaced.</summary>
    private static ScreenPicture Decode(byte[] png)
    {
        using var compressed = new MemoryStream();
        var (width, height, channels) = (0, 0, 0);
        for (var offset = 8; offset < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(offset));
            var body = png.AsSpan(offset + 8, length);
            switch (System.Text.Encoding.ASCII.GetString(png, offset + 4, 4))
            {
                case "IHDR":
                    (width, height) = (BinaryPrimitives.ReadInt32BigEndian(body), BinaryPrimitives.ReadInt32BigEndian(body[4..]));
                    channels = body[9] == 6 ? 4 : 3;
                    break;
                case "IDAT":
                    compressed.Write(body);
                    break;
            }
            offset += length + 12;
        }
        compressed.Position = 0;
        using var inflated = new ZLibStream(compressed, CompressionMode.Decompress);
        var lines = new byte[height * ((width * channels) + 1)];
        inflated.ReadExactly(lines);
        return new ScreenPicture(width, channels, Unfilter(lines, width * channels, height, channels));
    }

    /// <summary>Undoes the filter of each line (PNG specification, section 9).</summary>
    private static byte[] Unfilter(byte[] lines, int stride, int height, int channels)
    {
        var pixels = new byte[height * stride];
        for (var row = 0; row < height; row++)
        {
            var filter = lines[row * (stride + 1)];
            for (var column = 0; column < stride; column++)
            {
                var here = (row * stride) + column;
                var left = column >= channels ? pixels[here - channels] : 0;
                var up = row > 0 ? pixels[here - stride] : 0;
                var corner = row > 0 && column >= channels ? pixels[here - stride - channels] : 0;
                var predicted = filter switch { 1 => left, 2 => up, 3 => (left + up) / 2, 4 => Paeth(left, up, corner), _ => 0 };
                pixels[here] = (byte)(lines[(row * (stride + 1)) + 1 + column] + predicted);
            }
        }
        return pixels;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var estimate = left + up - corner;
        var (a, b, c) = (Math.Abs(estimate - left), Math.Abs(estimate - up), Math.Abs(estimate - corner));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }
}

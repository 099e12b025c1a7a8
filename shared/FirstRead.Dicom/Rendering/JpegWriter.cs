using System.Buffers.Binary;
using FirstRead.Dicom.Pixels.Codecs.Jpeg;

namespace FirstRead.Dicom.Rendering;

/// <summary>
/// Writes 8-bit baseline JPEG pictures (ITU-T T.81) in a JFIF frame (T.871): grey, or YCbCr in full size. The tables of T.81 annex K
/// serve; they carry no text and no time.
/// </summary>
public static class JpegWriter
{
    /// <summary>Table K.1, row by row.</summary>
    private static ReadOnlySpan<byte> Luminance =>
    [
        16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
    ];

    /// <summary>Table K.2.</summary>
    private static ReadOnlySpan<byte> Chrominance =>
    [
        17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    ];

    /// <param name="quality">1 to 100, as the Independent JPEG Group scales the tables.</param>
    public static void Write(Stream target, Picture picture, int quality)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quality, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quality, 100);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(picture.Width, picture.Height), ushort.MaxValue);
        var tables = new[] { Scaled(Luminance, quality), Scaled(Chrominance, quality) };
        var coded = picture.Channels == 1 ? 1 : 3;

        target.Write([0xFF, 0xD8]);
        // JFIF 1.02, a square pixel, no thumbnail.
        Segment(target, 0xE0, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 0, 0]);
        for (byte table = 0; table < Math.Min(coded, 2); table++)
            Segment(target, 0xDB, [table, .. InOrder(tables[table])]);
        Segment(target, 0xC0, Frame(picture, coded));
        Segment(target, 0xC4, [0x00, .. HuffmanCodes.Dc.Definition]);
        Segment(target, 0xC4, [0x10, .. HuffmanCodes.Ac.Definition]);
        Segment(target, 0xDA, [(byte)coded, .. Enumerable.Range(1, coded).SelectMany(component => new byte[] { (byte)component, 0 }), 0, 63, 0]);
        Scan(target, picture, tables, coded);
        target.Write([0xFF, 0xD9]);
    }

    private static byte[] Frame(Picture picture, int coded) =>
    [
        8, (byte)(picture.Height >> 8), (byte)picture.Height, (byte)(picture.Width >> 8), (byte)picture.Width, (byte)coded,
        .. Enumerable.Range(1, coded).SelectMany(component => new byte[] { (byte)component, 0x11, (byte)(component == 1 ? 0 : 1) }),
    ];

    private static void Scan(Stream target, Picture picture, byte[][] tables, int coded)
    {
        var bits = new JpegBitWriter(target);
        var last = new int[coded];
        Span<float> block = stackalloc float[64];
        for (var top = 0; top < picture.Height; top += 8)
            for (var left = 0; left < picture.Width; left += 8)
                for (var component = 0; component < coded; component++)
                {
                    Take(picture, left, top, component, block);
                    ForwardDct.Transform(block);
                    last[component] = Code(bits, block, tables[Math.Min(component, 1)], last[component]);
                }
        bits.Finish();
    }

    /// <summary>Eight by eight samples about zero; beyond the picture its border goes on.</summary>
    private static void Take(Picture picture, int left, int top, int component, Span<float> block)
    {
        for (var y = 0; y < 8; y++)
        {
            var row = Math.Min(top + y, picture.Height - 1) * picture.Width;
            for (var x = 0; x < 8; x++)
            {
                var at = row + Math.Min(left + x, picture.Width - 1);
                block[y * 8 + x] = picture.Channels == 1 ? picture.Pixels[at] - 128f : Converted(picture.Pixels.AsSpan(at * 3, 3), component);
            }
        }
    }

    /// <summary>T.871 chapter 7; chrominance is about zero already.</summary>
    private static float Converted(ReadOnlySpan<byte> rgb, int component) => component switch
    {
        0 => 0.299f * rgb[0] + 0.587f * rgb[1] + 0.114f * rgb[2] - 128,
        1 => -0.168736f * rgb[0] - 0.331264f * rgb[1] + 0.5f * rgb[2],
        _ => 0.5f * rgb[0] - 0.418688f * rgb[1] - 0.081312f * rgb[2],
    };

    /// <summary>T.81 F.1.2: the difference of the first coefficient, then runs of zeros and what follows each.</summary>
    /// <returns>The first coefficient, for the next block.</returns>
    private static int Code(JpegBitWriter bits, ReadOnlySpan<float> block, byte[] table, int last)
    {
        var first = Quantised(block[0], table[0]);
        bits.Write(HuffmanCodes.Dc, 0, first - last);
        var run = 0;
        for (var k = 1; k < 64; k++)
        {
            var at = Zigzag.Order[k];
            var value = Quantised(block[at], table[at]);
            if (value == 0)
            {
                run++;
                continue;
            }
            for (; run > 15; run -= 16)
                bits.Write(HuffmanCodes.Ac, 0xF0);
            bits.Write(HuffmanCodes.Ac, run, value);
            run = 0;
        }
        if (run > 0)
            bits.Write(HuffmanCodes.Ac, 0x00);
        return first;
    }

    /// <summary>Within what table K.5 has a category for.</summary>
    private static int Quantised(float value, byte step) => Math.Clamp((int)MathF.Round(value / step), -1023, 1023);

    private static byte[] Scaled(ReadOnlySpan<byte> table, int quality)
    {
        var scale = quality < 50 ? 5000 / quality : 200 - (quality * 2);
        var scaled = new byte[64];
        for (var i = 0; i < 64; i++)
            scaled[i] = (byte)Math.Clamp(((table[i] * scale) + 50) / 100, 1, 255);
        return scaled;
    }

    private static byte[] InOrder(byte[] table)
    {
        var ordered = new byte[64];
        for (var k = 0; k < 64; k++)
            ordered[k] = table[Zigzag.Order[k]];
        return ordered;
    }

    private static void Segment(Stream target, byte marker, ReadOnlySpan<byte> content)
    {
        Span<byte> head = [0xFF, marker, 0, 0];
        BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)(content.Length + 2));
        target.Write(head);
        target.Write(content);
    }
}

using System.Buffers.Binary;
using FirstRead.Dicom.Pixels;

namespace FirstRead.Dicom.Rendering;

/// <summary>Brings three samples a pixel to red, green and blue of 8 bits (PS3.3 C.7.6.3.1.2).</summary>
internal static class ColorRendering
{
    public static byte[] ToRgb(ReadOnlySpan<byte> samples, PixelDescription description)
    {
        var bytes = ToBytes(samples, description);
        switch (description.Photometric)
        {
            case "RGB": return bytes;
            case "YBR_FULL": return FromYbr(bytes, isPartial: false);
            case "YBR_FULL_422": return FromYbr(Full(bytes), isPartial: false);
            case "YBR_PARTIAL_422": return FromYbr(Full(bytes), isPartial: true);
            default: throw new CannotDecodeException($"No rendering of {description.Photometric}");
        }
    }

    /// <summary>The highest 8 of the stored bits.</summary>
    private static byte[] ToBytes(ReadOnlySpan<byte> samples, PixelDescription description)
    {
        var (width, shift) = (description.BitsAllocated / 8, description.HighBit - 7);
        if (description.BitsAllocated is not (8 or 16 or 32)) throw new CannotDecodeException($"No rendering of colours of {description.BitsAllocated} bits");
        if (width == 1 && shift == 0) return samples.ToArray();
        var bytes = new byte[samples.Length / width];
        for (var i = 0; i < bytes.Length; i++)
        {
            var value = width switch
            {
                1 => samples[i],
                2 => BinaryPrimitives.ReadUInt16LittleEndian(samples[(2 * i)..]),
                _ => BinaryPrimitives.ReadUInt32LittleEndian(samples[(4 * i)..]),
            };
            bytes[i] = (byte)(shift >= 0 ? value >> shift : value << -shift);
        }
        return bytes;
    }

    /// <summary>Two luminances share their chrominance: Y Y B R. (It is of the first of them; the second takes it as it is.)</summary>
    private static byte[] Full(ReadOnlySpan<byte> halved)
    {
        var full = new byte[halved.Length / 4 * 6];
        for (int i = 0, o = 0; i + 4 <= halved.Length; i += 4, o += 6)
        {
            (full[o], full[o + 1], full[o + 2]) = (halved[i], halved[i + 2], halved[i + 3]);
            (full[o + 3], full[o + 4], full[o + 5]) = (halved[i + 1], halved[i + 2], halved[i + 3]);
        }
        return full;
    }

    /// <summary>ITU-R BT.601. Partial range has black at 16 and white at 235.</summary>
    private static byte[] FromYbr(byte[] pixels, bool isPartial)
    {
        var (black, light, colour) = isPartial ? (16, 255 / 219.0, 255 / 224.0) : (0, 1.0, 1.0);
        for (var i = 0; i + 3 <= pixels.Length; i += 3)
        {
            var y = (pixels[i] - black) * light;
            var (b, r) = ((pixels[i + 1] - 128) * colour, (pixels[i + 2] - 128) * colour);
            pixels[i] = Level(y + 1.402 * r);
            pixels[i + 1] = Level(y - 0.344136 * b - 0.714136 * r);
            pixels[i + 2] = Level(y + 1.772 * b);
        }
        return pixels;
    }

    private static byte Level(double value) => (byte)Math.Clamp(value + 0.5, 0, 255);
}

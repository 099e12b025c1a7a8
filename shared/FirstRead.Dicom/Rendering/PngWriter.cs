using System.Buffers.Binary;
using System.IO.Compression;

namespace FirstRead.Dicom.Rendering;

/// <summary>Writes 8-bit PNG pictures (ISO/IEC 15948), row by row, without interlacing. They carry no text and no time.</summary>
public static class PngWriter
{
    private const byte Grey = 0;
    private const byte Rgb = 2;
    private const byte Rgba = 6;
    private const byte FilterUp = 2;

    /// <summary>A byte a pixel, 0 black.</summary>
    public static void WriteGrey(Stream target, int width, int height, ReadOnlySpan<byte> pixels) => Write(target, width, height, pixels, Grey, 1);

    /// <summary>Red, green, blue.</summary>
    public static void WriteRgb(Stream target, int width, int height, ReadOnlySpan<byte> pixels) => Write(target, width, height, pixels, Rgb, 3);

    /// <summary>Red, green, blue, opacity; colours not multiplied by opacity.</summary>
    public static void WriteRgba(Stream target, int width, int height, ReadOnlySpan<byte> pixels) => Write(target, width, height, pixels, Rgba, 4);

    private static void Write(Stream target, int width, int height, ReadOnlySpan<byte> pixels, byte colour, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (pixels.Length != (long)width * height * channels) throw new ArgumentException("The pixels do not fill the picture.", nameof(pixels));

        target.Write([0x89, .. "PNG\r\n"u8, 0x1A, .. "\n"u8]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8;
        header[9] = colour;
        header[10..].Clear();
        Chunk(target, "IHDR"u8, header);
        Chunk(target, "IDAT"u8, Deflate(pixels, width * channels));
        Chunk(target, "IEND"u8, []);
    }

    private static ReadOnlySpan<byte> Deflate(ReadOnlySpan<byte> pixels, int stride)
    {
        var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            // Each row as its difference to the row above: medical pictures are smooth.
            var row = new byte[1 + stride];
            row[0] = FilterUp;
            ReadOnlySpan<byte> above = new byte[stride];
            for (; !pixels.IsEmpty; pixels = pixels[stride..])
            {
                for (var i = 0; i < stride; i++) row[1 + i] = (byte)(pixels[i] - above[i]);
                zlib.Write(row);
                above = pixels[..stride];
            }
        }
        return packed.GetBuffer().AsSpan(0, (int)packed.Length);
    }

    private static void Chunk(Stream target, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        target.Write(number);
        target.Write(type);
        target.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Crc32.Update(Crc32.Update(uint.MaxValue, type), data));
        target.Write(number);
    }
}

using System.Buffers.Binary;

namespace FirstRead.Reports.Pdf.Writing;

/// <summary>A PNG (ISO/IEC 15948) whose packed rows a PDF can hold as they are: 8 bits, grey or RGB, not interlaced, as ours are written.</summary>
/// <param name="Packed">The zlib stream of filtered rows.</param>
internal sealed record PngImage(int Width, int Height, int Channels, byte[] Packed)
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <exception cref="InvalidDataException">Another file, or another kind of PNG.</exception>
    public static PngImage Read(ReadOnlySpan<byte> png)
    {
        if (!png.StartsWith(Signature) || png.Length < 33 || !png[12..16].SequenceEqual("IHDR"u8))
            throw new InvalidDataException("Not a PNG file.");
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png[16..]), BinaryPrimitives.ReadInt32BigEndian(png[20..]));
        var channels = (png[24], png[25], png[28]) switch
        {
            (8, 0, 0) => 1,
            (8, 2, 0) => 3,
            _ => throw new InvalidDataException("A PNG of 8 bits, grey or RGB and not interlaced is needed."),
        };
        if (width <= 0 || height <= 0)
            throw new InvalidDataException("A PNG without pixels.");
        return new(width, height, channels, Data(png[8..]));
    }

    private static byte[] Data(ReadOnlySpan<byte> chunks)
    {
        using var data = new MemoryStream();
        while (chunks.Length >= 12)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(chunks);
            if (length > chunks.Length - 12)
                break;
            var type = chunks[4..8];
            if (type.SequenceEqual("IEND"u8))
                return data.ToArray();
            if (type.SequenceEqual("IDAT"u8))
                data.Write(chunks.Slice(8, (int)length));
            chunks = chunks[(12 + (int)length)..];
        }
        throw new InvalidDataException("The PNG is cut off.");
    }
}

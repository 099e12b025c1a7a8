using static System.Buffers.Binary.BinaryPrimitives;

namespace FirstRead.Dicom.Pixels.Codecs;

/// <summary>The SIZ segment of a JPEG 2000 codestream (ISO/IEC 15444-1 A.5.1).</summary>
/// <param name="Header">Of the first component; that the others are alike is asked of the decoder.</param>
/// <param name="At">Where the codestream begins: above 0 in a JP2 file.</param>
internal readonly record struct Jpeg2000Header(CodestreamHeader Header, long Tiles, int At)
{
    private const string Codec = "JPEG 2000";

    // SOC and SIZ markers, then Lsiz to the first component's three bytes.
    private const int Bytes = 4 + 2 + 38 - 2 + 3;

    public static Jpeg2000Header Read(ReadOnlySpan<byte> encoded)
    {
        var at = encoded.IndexOf((ReadOnlySpan<byte>)[0xFF, 0x4F, 0xFF, 0x51]);
        if (at < 0) throw CodestreamHeader.Broken(Codec, "there is no codestream");
        if (at + Bytes > encoded.Length) throw CodestreamHeader.Cut(Codec);
        var siz = encoded[(at + 8)..];
        long width = ReadUInt32BigEndian(siz), height = ReadUInt32BigEndian(siz[4..]);
        long left = ReadUInt32BigEndian(siz[8..]), top = ReadUInt32BigEndian(siz[12..]);
        var tiles = Along(width, siz[16..], siz[24..]) * Along(height, siz[20..], siz[28..]);
        if (tiles < 1) throw CodestreamHeader.Broken(Codec, "it has no tiles");
        var samples = ReadUInt16BigEndian(siz[32..]);
        return new(new(Codec, width - left, height - top, samples, (siz[34] & 0x7F) + 1), tiles, at);
    }

    private static long Along(long end, ReadOnlySpan<byte> size, ReadOnlySpan<byte> start)
    {
        long step = ReadUInt32BigEndian(size);
        return step == 0 ? 0 : (end - ReadUInt32BigEndian(start) + step - 1) / step;
    }
}

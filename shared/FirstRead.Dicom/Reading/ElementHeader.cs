using System.Buffers.Binary;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Reading;

/// <summary>How headers and values are written at some place in a data set.</summary>
internal readonly record struct HeaderEncoding(bool IsExplicit, bool IsBigEndian)
{
    public static readonly HeaderEncoding ImplicitLittle = new(false, false);
    public static readonly HeaderEncoding ExplicitLittle = new(true, false);
}

/// <summary>Tag, value representation and length as they stand in the file (PS3.5 7.1).</summary>
/// <param name="Length">-1 where undefined.</param>
internal readonly record struct ElementHeader(DicomTag Tag, Vr Vr, long Length)
{
    public const long Undefined = -1;

    /// <summary>Reads a header; at least 8 bytes must be in the window.</summary>
    public static ElementHeader Read(ByteSource source, HeaderEncoding encoding)
    {
        var offset = source.Position;
        var head = source.Available;
        var tag = PeekTag(head, encoding.IsBigEndian);
        if (tag.Group == 0xFFFE || !encoding.IsExplicit)
        {
            var length = UInt32(source.Take(8)[4..], encoding.IsBigEndian);
            return new ElementHeader(tag, tag.Group == 0xFFFE ? Vr.None : DicomDictionary.VrOf(tag), Length32(length));
        }

        var vr = (Vr)BinaryPrimitives.ReadUInt16LittleEndian(head[4..]);
        if (!LooksLikeVr(head[4..])) throw new DicomException(DicomErrorCodes.Malformed, "No value representation", tag, offset);
        if (!vr.HasLongHeader())
        {
            var shortHeader = source.Take(8);
            var length = encoding.IsBigEndian
                ? BinaryPrimitives.ReadUInt16BigEndian(shortHeader[6..])
                : BinaryPrimitives.ReadUInt16LittleEndian(shortHeader[6..]);
            return new ElementHeader(tag, vr, length);
        }
        if (!source.Ensure(12)) throw new DicomException(DicomErrorCodes.Truncated, "The file ends in a header", tag, offset);
        return new ElementHeader(tag, vr, Length32(UInt32(source.Take(12)[8..], encoding.IsBigEndian)));
    }

    public static DicomTag PeekTag(ReadOnlySpan<byte> bytes, bool bigEndian) => bigEndian
        ? new DicomTag(BinaryPrimitives.ReadUInt16BigEndian(bytes), BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]))
        : new DicomTag(BinaryPrimitives.ReadUInt16LittleEndian(bytes), BinaryPrimitives.ReadUInt16LittleEndian(bytes[2..]));

    /// <summary>Two capital letters: a value representation of today, or of an edition to come (PS3.5 6.2.2 note).</summary>
    public static bool LooksLikeVr(ReadOnlySpan<byte> bytes) =>
        bytes[0] is >= (byte)'A' and <= (byte)'Z' && bytes[1] is >= (byte)'A' and <= (byte)'Z';

    private static uint UInt32(ReadOnlySpan<byte> bytes, bool bigEndian) =>
        bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static long Length32(uint length) => length == uint.MaxValue ? Undefined : length;
}

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
/// <param name="Vr">None in items, and where an explicit header has blanks or NULs for it.</param>
/// <param name="Length">-1 where undefined.</param>
/// <param name="IsImplicit">An explicit data set has an implicit header here.</param>
internal readonly record struct ElementHeader(DicomTag Tag, Vr Vr, long Length, bool IsImplicit = false)
{
    public const long Undefined = -1;

    private const long LongestImplicit = 16 << 20;

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
        if (!LooksLikeVr(head[4..])) return ReadWithoutVr(source, encoding, tag);
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

    /// <summary>
    /// What stands in an explicit data set where two letters should. Blanks, NULs and the like come from writers that knew
    /// no value representation, and have a 16-bit length behind them; else the header is an implicit one, as some
    /// writers mix them, if its tag is known and its length is one that is seen.
    /// </summary>
    private static ElementHeader ReadWithoutVr(ByteSource source, HeaderEncoding encoding, DicomTag tag)
    {
        var offset = source.Position;
        var head = source.Available;
        if (head[4] == head[5] && head[4] is 0 or (byte)' ' or (byte)'?' or (byte)'-')
        {
            var bytes = source.Take(8)[6..];
            return new ElementHeader(tag, Vr.None, encoding.IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes));
        }
        var length = Length32(UInt32(head[4..], encoding.IsBigEndian));
        if (encoding.IsBigEndian || length > LongestImplicit || !tag.IsPrivate && DicomDictionary.Find(tag) is null)
            throw new DicomException(DicomErrorCodes.Malformed, "No value representation", tag, offset);
        source.Take(8);
        return new ElementHeader(tag, DicomDictionary.VrOf(tag), length, IsImplicit: true);
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

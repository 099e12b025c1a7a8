using System.Buffers.Binary;

namespace FirstRead.Core.Deidentification.Codestreams;

/// <summary>Whether numbers can be what the Basic or the Extended Offset Table holds (PS3.5 A.4, PS3.3 C.7.6.3.1.8): anything else may be text.</summary>
internal static class OffsetTables
{
    private const long SmallestFrame = 1 << 15;

    /// <summary>From zero, each above the one before it and no farther than a frame can be.</summary>
    /// <param name="width">Bytes of a number: 4 or 8.</param>
    /// <param name="frameBytes">Of a native frame: a compressed one is at most twice as long.</param>
    public static bool AreOffsets(ReadOnlySpan<byte> value, int width, long frameBytes)
    {
        var before = 0UL;
        for (var at = 0; at < value.Length; at += width)
        {
            var offset = NumberAt(value, at, width);
            if (at == 0 ? offset != 0 : offset <= before || offset - before > Longest(frameBytes))
                return false;
            before = offset;
        }
        return true;
    }

    /// <summary>Each above zero and no longer than a frame can be.</summary>
    public static bool AreLengths(ReadOnlySpan<byte> value, int width, long frameBytes)
    {
        for (var at = 0; at < value.Length; at += width)
            if (NumberAt(value, at, width) is var length && (length == 0 || length > Longest(frameBytes)))
                return false;
        return true;
    }

    private static ulong Longest(long frameBytes) => 2 * (ulong)Math.Max(frameBytes, SmallestFrame);

    private static ulong NumberAt(ReadOnlySpan<byte> value, int at, int width) =>
        width == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(value[at..]) : BinaryPrimitives.ReadUInt64LittleEndian(value[at..]);
}

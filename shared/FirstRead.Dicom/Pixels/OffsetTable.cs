using System.Buffers.Binary;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Dicom.Pixels;

/// <summary>Where frames begin among the fragments: the Basic (PS3.5 A.4) or the Extended Offset Table (PS3.3 C.7.6.3.1.8).</summary>
internal static class OffsetTable
{
    /// <summary>An offset for each frame, or null where neither table has just as many.</summary>
    public static IReadOnlyList<ulong>? Find(DicomDataset dataset, ReadOnlySpan<byte> basic, int frames)
    {
        if (basic.Length / 4 == frames) return Read(basic, 4);
        var extended = (dataset[Tags.ExtendedOffsetTable]?.Value ?? default).Span;
        return extended.Length / 8 == frames ? Read(extended, 8) : null;
    }

    private static List<ulong> Read(ReadOnlySpan<byte> bytes, int width)
    {
        var offsets = new List<ulong>();
        for (; bytes.Length >= width; bytes = bytes[width..])
            offsets.Add(width == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        return offsets;
    }
}

using System.Buffers.Binary;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Dicom.Rendering;

/// <summary>A Modality or VOI LUT (PS3.3 C.11.1.1 and C.11.2.1.1): below its first value and above its last it goes on as there.</summary>
internal sealed class LookupTable
{
    private readonly ushort[] _entries;
    private readonly int _first;
    private readonly int _bits;

    private LookupTable(ushort[] entries, int first, int bits) => (_entries, _first, _bits) = (entries, first, bits);

    /// <summary>The first of a sequence; null where there is none, or one without a value, as some writers leave it.</summary>
    /// <param name="holder">Of the sequence.</param>
    /// <param name="sequence">Of LUTs.</param>
    /// <param name="isSigned">Whether the first value mapped may be negative.</param>
    /// <exception cref="DicomException"><c>malformed</c>.</exception>
    public static LookupTable? Find(DicomDataset holder, DicomTag sequence, bool isSigned)
    {
        if (holder.GetSequence(sequence) is not [var item, ..] || item[Tags.LUTDescriptor] is not { Value.IsEmpty: false }) return null;
        var (count, first, bits) = Descriptor(item, Tags.LUTDescriptor, isSigned);
        return new LookupTable(Entries(item, Tags.LUTData, count), first, bits);
    }

    /// <summary>Number of entries, first value mapped, bits of an entry. No entries stand for 65536 of them.</summary>
    public static (int Count, int First, int Bits) Descriptor(DicomDataset holder, DicomTag tag, bool isSigned)
    {
        if (holder.GetDoubles(tag) is not [var count, var first, var bits, ..] || bits is not (>= 1 and <= 16)) throw Broken(tag);
        var entries = (ushort)(int)count;
        return (entries == 0 ? 65536 : entries, isSigned ? (short)(int)first : (ushort)(int)first, (int)bits);
    }

    /// <summary>Of 16 bits each, or of 8 where there are only bytes enough for that.</summary>
    public static ushort[] Entries(DicomDataset holder, DicomTag tag, int count)
    {
        var bytes = (holder[tag]?.Value ?? default).Span;
        var entries = new ushort[count];
        if (bytes.Length < count) throw Broken(tag);
        var isWide = bytes.Length >= 2 * count;
        for (var i = 0; i < count; i++) entries[i] = isWide ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) : bytes[i];
        return entries;
    }

    public float[] Map(float[] values) => Array.ConvertAll(values, value => (float)At(value));

    public byte[] ToGrey(ReadOnlySpan<float> values, bool inverted)
    {
        var most = (1 << _bits) - 1;
        var grey = new byte[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var level = (byte)((Math.Min((int)At(values[i]), most) * 255 + most / 2) / most);
            grey[i] = inverted ? (byte)(255 - level) : level;
        }
        return grey;
    }

    public static DicomException Broken(DicomTag tag) => new(DicomErrorCodes.Malformed, "A lookup table is absent or broken", tag);

    private ushort At(float value)
    {
        var index = (double)value - _first;
        return _entries[index > 0 ? (int)Math.Min(index, _entries.Length - 1) : 0];
    }
}

using System.Buffers.Binary;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Dicom.Pixels;

/// <summary>
/// Which fragments make which frame (PS3.5 A.4): all of them for one frame, one each where the numbers agree, else by
/// the Basic or the Extended Offset Table.
/// </summary>
public sealed class EncodedFrames
{
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _fragments;
    private readonly int[] _firsts;

    /// <exception cref="DicomException"><c>malformed</c>: fragments and frames do not fit.</exception>
    public EncodedFrames(DicomDataset dataset, IReadOnlyList<ReadOnlyMemory<byte>> fragments, int frames)
    {
        _fragments = fragments;
        var available = fragments.Count - 1;
        if (available < frames) throw Broken();
        if (frames == 1) _firsts = [1];
        else if (available == frames) _firsts = [.. Enumerable.Range(1, frames)];
        else _firsts = FromOffsets(Offsets(dataset, frames));
    }

    public int Count => _firsts.Length;

    /// <summary>The codestream of a frame; copied only where it lies in several fragments.</summary>
    public ReadOnlyMemory<byte> this[int index]
    {
        get
        {
            var first = _firsts[index];
            var end = index + 1 < Count ? _firsts[index + 1] : _fragments.Count;
            if (end == first + 1) return _fragments[first];
            var whole = new MemoryStream();
            for (var i = first; i < end; i++) whole.Write(_fragments[i].Span);
            return whole.ToArray();
        }
    }

    private List<ulong> Offsets(DicomDataset dataset, int frames)
    {
        var offsets = new List<ulong>();
        var basic = _fragments[0].Span;
        var extended = (dataset[Tags.ExtendedOffsetTable]?.Value ?? default).Span;
        for (; basic.Length >= 4; basic = basic[4..]) offsets.Add(BinaryPrimitives.ReadUInt32LittleEndian(basic));
        for (; offsets.Count < frames && extended.Length >= 8; extended = extended[8..]) offsets.Add(BinaryPrimitives.ReadUInt64LittleEndian(extended));
        return offsets.Count == frames ? offsets : throw Broken();
    }

    /// <summary>Offsets count from the first fragment's item tag, headers of 8 bytes included.</summary>
    private int[] FromOffsets(List<ulong> offsets)
    {
        var firsts = new int[offsets.Count];
        var (frame, position) = (0, 0UL);
        for (var i = 1; i < _fragments.Count && frame < firsts.Length; i++)
        {
            if (offsets[frame] == position) firsts[frame++] = i;
            position += 8 + (ulong)_fragments[i].Length;
        }
        return frame == firsts.Length && firsts[0] == 1 ? firsts : throw Broken();
    }

    private static DicomException Broken() => new(DicomErrorCodes.Malformed, "Frames cannot be told from fragments", Tags.PixelData);
}

using System.Buffers.Binary;

namespace FirstRead.Dicom.Rendering;

/// <summary>Expands a segmented palette (PS3.3 C.7.9.2): values as they are, lines to a value, and copies of earlier segments.</summary>
internal ref struct SegmentedPalette
{
    private const int Discrete = 0;
    private const int Line = 1;
    private const int Indirect = 2;

    private readonly DicomTag _tag;
    private readonly bool _isWide;
    private readonly int _count;
    private readonly ushort[] _words;
    private readonly List<ushort> _entries = [];

    private SegmentedPalette(ReadOnlySpan<byte> bytes, bool isWide, int count, DicomTag tag)
    {
        (_tag, _isWide, _count) = (tag, isWide, count);
        _words = new ushort[isWide ? bytes.Length / 2 : bytes.Length];
        for (var i = 0; i < _words.Length; i++) _words[i] = isWide ? BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) : bytes[i];
    }

    /// <param name="bytes">The segments.</param>
    /// <param name="isWide">Of words instead of bytes.</param>
    /// <param name="count">How many entries there are to be.</param>
    /// <param name="tag">To name in an error.</param>
    public static ushort[] Expand(ReadOnlySpan<byte> bytes, bool isWide, int count, DicomTag tag)
    {
        var palette = new SegmentedPalette(bytes, isWide, count, tag);
        palette.Run(0, palette._words.Length, int.MaxValue, isCopy: false);
        return palette._entries.Count >= count ? [.. palette._entries.Take(count)] : throw LookupTable.Broken(tag);
    }

    /// <summary>So many segments from a place. A copy copies no copies, so this ends.</summary>
    private readonly void Run(int at, int end, int segments, bool isCopy)
    {
        // A single byte at the end is padding.
        for (; segments > 0 && at + 1 < end && _entries.Count < _count; segments--)
        {
            var (kind, length) = (_words[at], _words[at + 1]);
            at += 2;
            var pointer = _isWide ? 2 : 4;
            switch (kind)
            {
                case Discrete when at + length <= end:
                    _entries.AddRange(_words.AsSpan(at, length));
                    at += length;
                    break;
                case Line when at < end && _entries.Count > 0:
                    var start = _entries[^1];
                    for (var i = 1; i <= length; i++) _entries.Add((ushort)(start + (_words[at] - start) * (double)i / length + 0.5));
                    at++;
                    break;
                case Indirect when !isCopy && at + pointer <= end:
                    Run(Target(at), at - 2, length, isCopy: true);
                    at += pointer;
                    break;
                default: throw LookupTable.Broken(_tag);
            }
        }
    }

    /// <summary>A byte offset, its lower half first.</summary>
    private readonly int Target(int at)
    {
        var offset = _isWide
            ? (_words[at] | (uint)_words[at + 1] << 16) / 2
            : _words[at] | (uint)_words[at + 1] << 8 | (uint)_words[at + 2] << 16 | (uint)_words[at + 3] << 24;
        return offset < at - 2 ? (int)offset : throw LookupTable.Broken(_tag);
    }
}

using System.Buffers.Binary;
using System.Text;

namespace FirstRead.Reports.Pdf.Writing;

/// <summary>What a PDF needs to know of a TrueType font (ISO/IEC 14496-22): glyphs by character, widths, heights, and the tables themselves.</summary>
internal sealed class TrueTypeFont
{
    private readonly byte[] _file;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = [];
    private readonly Dictionary<int, ushort> _glyphs = [];

    /// <exception cref="InvalidDataException">Not a TrueType font with a format 12 character map.</exception>
    public TrueTypeFont(string name, byte[] file)
    {
        Name = name;
        _file = file;
        for (var index = 0; index < UInt16(4); index++)
        {
            var record = 12 + (16 * index);
            _tables[Encoding.ASCII.GetString(file, record, 4)] = ((int)UInt32(record + 8), (int)UInt32(record + 12));
        }
        UnitsPerEm = UInt16(At("head") + 18);
        LongOffsets = UInt16(At("head") + 50) == 1;
        GlyphCount = UInt16(At("maxp") + 4);
        MetricCount = UInt16(At("hhea") + 34);
        ReadCharacters();
    }

    /// <summary>PostScript name.</summary>
    public string Name { get; }

    public int UnitsPerEm { get; }

    public int GlyphCount { get; }

    /// <summary>numberOfHMetrics: later glyphs are as wide as the last of them.</summary>
    public int MetricCount { get; }

    /// <summary>indexToLocFormat: offsets of four bytes, else of two.</summary>
    public bool LongOffsets { get; }

    public int Ascent => Int16(At("hhea") + 4);

    public int Descent => Int16(At("hhea") + 6);

    /// <summary>sCapHeight of OS/2, version 2 and later.</summary>
    public int CapHeight => Int16(At("OS/2") + 88);

    /// <summary>xMin, yMin, xMax, yMax of all glyphs.</summary>
    public IReadOnlyList<int> Box => [.. Enumerable.Range(0, 4).Select(index => (int)Int16(At("head") + 36 + (2 * index)))];

    /// <summary>Empty where the font has none.</summary>
    public ReadOnlySpan<byte> Table(string tag) => _tables.TryGetValue(tag, out var table) ? _file.AsSpan(table.Offset, table.Length) : default;

    /// <summary>0, the glyph of what is missing, where the font has no shape for it.</summary>
    public ushort GlyphOf(Rune rune) => _glyphs.GetValueOrDefault(rune.Value);

    /// <summary>In font units.</summary>
    public int AdvanceOf(ushort glyph) => UInt16(At("hmtx") + (4 * Math.Min(glyph, MetricCount - 1)));

    /// <summary>A glyph's outline; empty for a space.</summary>
    public ReadOnlySpan<byte> Outline(ushort glyph)
    {
        var (start, end) = (Location(glyph), Location(glyph + 1));
        return _file.AsSpan(At("glyf") + start, end - start);
    }

    private int Location(int index) => LongOffsets ? (int)UInt32(At("loca") + (4 * index)) : 2 * UInt16(At("loca") + (2 * index));

    /// <summary>Format 12 covers all of Unicode.</summary>
    private void ReadCharacters()
    {
        var map = At("cmap");
        var table = Enumerable.Range(0, UInt16(map + 2)).Select(index => map + (int)UInt32(map + 8 + (8 * index))).FirstOrDefault(at => UInt16(at) == 12);
        if (table == 0)
            throw new InvalidDataException($"The font {Name} has no character map of format 12.");
        for (var group = 0; group < UInt32(table + 12); group++)
        {
            var at = table + 16 + (12 * group);
            var (first, last, glyph) = (UInt32(at), UInt32(at + 4), UInt32(at + 8));
            for (var character = first; character <= last; character++)
                _glyphs[(int)character] = (ushort)(glyph + character - first);
        }
    }

    private int At(string tag) => _tables.TryGetValue(tag, out var table) ? table.Offset : throw new InvalidDataException($"The font {Name} lacks the table {tag}.");

    private ushort UInt16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(at));

    private short Int16(int at) => BinaryPrimitives.ReadInt16BigEndian(_file.AsSpan(at));

    private uint UInt32(int at) => BinaryPrimitives.ReadUInt32BigEndian(_file.AsSpan(at));
}

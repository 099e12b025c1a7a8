using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace FirstRead.Reports.Pdf.Writing;

/// <summary>A font with the outlines of some glyphs only. Glyphs keep their numbers, so that text and widths need no translation.</summary>
internal static class TrueTypeSubset
{
    // Flags of a composite glyph's parts (ISO/IEC 14496-22, glyf).
    private const int WordArguments = 0x0001;
    private const int Scale = 0x0008;
    private const int MoreParts = 0x0020;
    private const int ScaleXY = 0x0040;
    private const int TwoByTwo = 0x0080;

    private static readonly string[] Tables = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];

    /// <returns>The tables that an embedded TrueType font has (ISO 32000-1, 9.9).</returns>
    public static byte[] Of(TrueTypeFont font, IEnumerable<ushort> glyphs)
    {
        var kept = WithParts(font, glyphs);
        using var outlines = new MemoryStream();
        var locations = new byte[4 * (font.GlyphCount + 1)];
        for (var glyph = 0; glyph < font.GlyphCount; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(locations.AsSpan(4 * glyph), (uint)outlines.Position);
            if (kept.Contains((ushort)glyph))
                outlines.Write(Padded(font.Outline((ushort)glyph)));
        }
        BinaryPrimitives.WriteUInt32BigEndian(locations.AsSpan(4 * font.GlyphCount), (uint)outlines.Position);
        var head = font.Table("head").ToArray();
        // checkSumAdjustment is set below; offsets are written long.
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        return Assemble([.. Tables.Select(tag => (tag, tag switch
        {
            "glyf" => outlines.ToArray(),
            "loca" => locations,
            "head" => head,
            "hmtx" => Metrics(font, kept),
            _ => font.Table(tag).ToArray(),
        })).Where(table => table.Item2.Length > 0)]);
    }

    /// <summary>Those of glyphs that are left out are zero, and pack to nothing.</summary>
    private static byte[] Metrics(TrueTypeFont font, HashSet<ushort> kept)
    {
        var metrics = font.Table("hmtx").ToArray();
        for (var glyph = 0; glyph < font.MetricCount; glyph++)
            // The last one speaks for all glyphs behind it.
            if (glyph < font.MetricCount - 1 && !kept.Contains((ushort)glyph))
                metrics.AsSpan(4 * glyph, 4).Clear();
        return metrics;
    }

    /// <summary>Glyph 0 must be there, and what composite glyphs are made of.</summary>
    private static HashSet<ushort> WithParts(TrueTypeFont font, IEnumerable<ushort> glyphs)
    {
        var kept = new HashSet<ushort>();
        var open = new Stack<ushort>(glyphs.Append((ushort)0));
        while (open.TryPop(out var glyph))
            if (kept.Add(glyph))
                foreach (var part in Parts(font.Outline(glyph)))
                    open.Push(part);
        return kept;
    }

    private static List<ushort> Parts(ReadOnlySpan<byte> outline)
    {
        var parts = new List<ushort>();
        if (outline.Length < 10 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
            return parts;
        int flags;
        var at = 10;
        do
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            parts.Add(BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]));
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2);
            at += (flags & Scale) != 0 ? 2 : (flags & ScaleXY) != 0 ? 4 : (flags & TwoByTwo) != 0 ? 8 : 0;
        }
        while ((flags & MoreParts) != 0);
        return parts;
    }

    private static byte[] Assemble(IReadOnlyList<(string Tag, byte[] Data)> tables)
    {
        using var file = new MemoryStream();
        var power = BitOperations.Log2((uint)tables.Count);
        Span<byte> header = stackalloc byte[12];
        BinaryPrimitives.WriteUInt32BigEndian(header, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(header[6..], (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(header[8..], (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], (ushort)((16 * tables.Count) - (16 << power)));
        file.Write(header);
        var offset = 12 + (16 * tables.Count);
        var headAt = 0;
        Span<byte> record = stackalloc byte[16];
        foreach (var (tag, data) in tables)
        {
            Encoding.ASCII.GetBytes(tag, record);
            BinaryPrimitives.WriteUInt32BigEndian(record[4..], Sum(Padded(data)));
            BinaryPrimitives.WriteUInt32BigEndian(record[8..], (uint)offset);
            BinaryPrimitives.WriteUInt32BigEndian(record[12..], (uint)data.Length);
            file.Write(record);
            if (tag == "head")
                headAt = offset;
            offset += Padded(data).Length;
        }
        foreach (var (_, data) in tables)
            file.Write(Padded(data));
        var bytes = file.ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(headAt + 8), 0xB1B0AFBA - Sum(bytes));
        return bytes;
    }

    /// <summary>Tables and outlines begin at multiples of four bytes.</summary>
    private static byte[] Padded(ReadOnlySpan<byte> data)
    {
        var padded = new byte[(data.Length + 3) / 4 * 4];
        data.CopyTo(padded);
        return padded;
    }

    private static uint Sum(ReadOnlySpan<byte> padded)
    {
        var sum = 0u;
        for (var at = 0; at < padded.Length; at += 4)
            sum += BinaryPrimitives.ReadUInt32BigEndian(padded[at..]);
        return sum;
    }
}

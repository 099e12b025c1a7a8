namespace FirstRead.Dicom.Pixels.Codecs.Jpeg;

/// <summary>
/// A Huffman table of lossless JPEG (T.81 H.1.2.2), by which code and difference together are looked up where both fit
/// in a few bits: mostly they do.
/// </summary>
internal sealed class DifferenceTable
{
    public const int LookupBits = 12;

    private const int LargestCategory = 16;

    private readonly HuffmanTable _codes;

    public DifferenceTable(HuffmanTable codes)
    {
        _codes = codes;
        for (var bits = 0; bits < Lookup.Length; bits++)
        {
            var (length, category) = codes.Find(bits << (16 - LookupBits));
            if (length == 0 || category > 15 || length + category > LookupBits) continue;
            var extra = bits >> (LookupBits - length - category) & ((1 << category) - 1);
            Lookup[bits] = Extend(extra, category) << 8 | (length + category);
        }
    }

    /// <summary>By the next bits: their number in the low byte, the difference above it; 0 where it takes more of them.</summary>
    public int[] Lookup { get; } = new int[1 << LookupBits];

    /// <summary>The slow way, for any difference.</summary>
    /// <param name="bits">The next 32 bits, first one highest.</param>
    /// <param name="used">How many of them it took.</param>
    public int Read(uint bits, out int used)
    {
        var (length, category) = _codes.Find((int)(bits >> 16));
        if (length == 0 || category > LargestCategory) throw CodestreamHeader.Broken("JPEG", "a code is in no Huffman table");
        // Category 16 is 32768 alone and takes no more bits.
        var more = category & 15;
        used = length + more;
        return category == LargestCategory ? 32768 : Extend((int)(bits << length >> 1 >> (31 - more)), more);
    }

    /// <summary>T.81 F.2.2.1, EXTEND.</summary>
    public static int Extend(int value, int bits) => bits > 0 && value < 1 << (bits - 1) ? value - (1 << bits) + 1 : value;
}

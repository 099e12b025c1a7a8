namespace FirstRead.Dicom.Pixels.Codecs.Jpeg;

/// <summary>A Huffman table of JPEG (ITU-T T.81 annex C), made for decoding.</summary>
internal sealed class HuffmanTable
{
    /// <summary>Codes up to this length are looked up.</summary>
    public const int LookupBits = 9;

    private const int LongestCode = 16;

    private readonly byte[] _symbols;

    // By length: the first code behind those of that length, left-aligned in 16 bits, and what turns a code into an index.
    private readonly int[] _ends = new int[LongestCode + 1];
    private readonly int[] _shifts = new int[LongestCode + 1];

    /// <param name="counts">How many codes there are of each length, 1 to 16.</param>
    /// <param name="symbols">What they stand for, the shortest first.</param>
    /// <exception cref="DicomException"><c>malformed</c>: there are more codes than fit.</exception>
    public HuffmanTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        _symbols = symbols.ToArray();
        var (code, index) = (0, 0);
        for (var length = 1; length <= LongestCode; length++)
        {
            _shifts[length] = index - code;
            for (var i = 0; i < counts[length - 1]; i++, code++, index++) Enter(code, length, symbols[index]);
            if (code > 1 << length) throw CodestreamHeader.Broken("JPEG", "a Huffman table has too many codes");
            _ends[length] = code << (LongestCode - length);
            code <<= 1;
        }
    }

    /// <summary>By the next bits of the stream: length in the low byte, symbol above it; 0 for longer codes.</summary>
    public ushort[] Lookup { get; } = new ushort[1 << LookupBits];

    /// <summary>The code that 16 bits begin with: its length (0 where there is none) and its symbol.</summary>
    public (int Length, byte Symbol) Find(int bits)
    {
        for (var length = 1; length <= LongestCode; length++)
            if (bits < _ends[length]) return (length, _symbols[(bits >> (LongestCode - length)) + _shifts[length]]);
        return default;
    }

    private void Enter(int code, int length, byte symbol)
    {
        if (length > LookupBits || code >= 1 << length) return;
        var spare = LookupBits - length;
        Lookup.AsSpan(code << spare, 1 << spare).Fill((ushort)(symbol << 8 | length));
    }
}

namespace FirstRead.Dicom.Rendering;

/// <summary>A Huffman table for coding (T.81 annex C).</summary>
internal sealed class HuffmanCodes
{
    /// <summary>Table K.3.</summary>
    public static readonly HuffmanCodes Dc = new([0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], "000102030405060708090A0B");

    /// <summary>Table K.5.</summary>
    public static readonly HuffmanCodes Ac = new(
        [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 0x7D],
        "01020300041105122131410613516107227114328191A1082342B1C11552D1F02433627282090A161718191A25262728292A3435363738393A434445464748494A"
        + "535455565758595A636465666768696A737475767778797A838485868788898A92939495969798999AA2A3A4A5A6A7A8A9AAB2B3B4B5B6B7B8B9BA"
        + "C2C3C4C5C6C7C8C9CAD2D3D4D5D6D7D8D9DAE1E2E3E4E5E6E7E8E9EAF1F2F3F4F5F6F7F8F9FA");

    private readonly (int Code, int Length)[] _codes = new (int, int)[256];

    private HuffmanCodes(byte[] counts, string values)
    {
        var symbols = Convert.FromHexString(values);
        Definition = [.. counts, .. symbols];
        var (code, next) = (0, 0);
        for (var length = 1; length <= 16; length++, code <<= 1)
            for (var i = 0; i < counts[length - 1]; i++)
                _codes[symbols[next++]] = (code++, length);
    }

    /// <summary>As a segment has it: how many codes of each length, then the symbols.</summary>
    public byte[] Definition { get; }

    public (int Code, int Length) this[int symbol] => _codes[symbol];
}

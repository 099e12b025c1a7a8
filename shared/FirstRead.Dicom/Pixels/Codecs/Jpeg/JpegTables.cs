using System.Buffers.Binary;

namespace FirstRead.Dicom.Pixels.Codecs.Jpeg;

/// <summary>What the segments before a scan define for it (ITU-T T.81 B.2.4). A new table takes the old one's place.</summary>
internal sealed class JpegTables
{
    private const string Codec = "JPEG";
    private const int Block = 64;

    private readonly HuffmanTable?[] _dc = new HuffmanTable?[4];
    private readonly HuffmanTable?[] _ac = new HuffmanTable?[4];
    private readonly ushort[]?[] _quantization = new ushort[]?[4];

    /// <summary>MCUs between two restart markers; 0: there are none.</summary>
    public int RestartInterval { get; private set; }

    public HuffmanTable Dc(int id) => Known(_dc, id);

    public HuffmanTable Ac(int id) => Known(_ac, id);

    /// <summary>In zigzag order.</summary>
    public ushort[] Quantization(int id) => Known(_quantization, id);

    /// <summary>Takes the segments it knows, and no notice of others.</summary>
    public void Read(byte marker, ReadOnlySpan<byte> body)
    {
        switch (marker)
        {
            case 0xC4:
                while (!body.IsEmpty) body = body[ReadHuffman(body)..];
                break;
            case 0xDB:
                while (!body.IsEmpty) body = body[ReadQuantization(body)..];
                break;
            case 0xDD:
                RestartInterval = body.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(body) : throw Short();
                break;
        }
    }

    private int ReadHuffman(ReadOnlySpan<byte> body)
    {
        if (body.Length < 17) throw Short();
        var counts = body[1..17];
        var symbols = 0;
        foreach (var count in counts) symbols += count;
        if (body.Length < 17 + symbols) throw Short();
        var tables = body[0] >> 4 == 0 ? _dc : _ac;
        if (body[0] >> 4 > 1 || (body[0] & 15) > 3) throw CodestreamHeader.Broken(Codec, "a Huffman table has no such place");
        tables[body[0] & 15] = new HuffmanTable(counts, body.Slice(17, symbols));
        return 17 + symbols;
    }

    private int ReadQuantization(ReadOnlySpan<byte> body)
    {
        var width = body[0] >> 4 == 0 ? 1 : 2;
        if (body.Length < 1 + Block * width) throw Short();
        if (body[0] >> 4 > 1 || (body[0] & 15) > 3) throw CodestreamHeader.Broken(Codec, "a quantization table has no such place");
        var table = new ushort[Block];
        for (var i = 0; i < Block; i++) table[i] = width == 1 ? body[1 + i] : BinaryPrimitives.ReadUInt16BigEndian(body[(1 + 2 * i)..]);
        _quantization[body[0] & 15] = table;
        return 1 + Block * width;
    }

    private static T Known<T>(T?[] tables, int id)
        where T : class =>
        id < tables.Length && tables[id] is { } table ? table : throw CodestreamHeader.Broken(Codec, "a table that a scan names is absent");

    private static DicomException Short() => CodestreamHeader.Broken(Codec, "a table is too short");
}

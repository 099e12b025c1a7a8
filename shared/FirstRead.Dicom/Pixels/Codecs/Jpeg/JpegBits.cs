using System.Buffers.Binary;

namespace FirstRead.Dicom.Pixels.Codecs.Jpeg;

/// <summary>
/// The bits of entropy-coded data (ITU-T T.81 B.1.1.5), stuffed zeros taken out. It stops before a marker and hands out
/// zeros from there on, which <see cref="IsOverrun"/> tells.
/// </summary>
internal ref struct JpegBits(ReadOnlySpan<byte> bytes, int position)
{
    private const string Codec = "JPEG";

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position = position;

    // Left-aligned: the next bit is the highest.
    private ulong _buffer;
    private int _count;
    private int _invented;
    private int _restarts;

    /// <summary>More bits were taken than the data have.</summary>
    public readonly bool IsOverrun => _count < _invented;

    /// <summary>The next code's symbol.</summary>
    public int Symbol(HuffmanTable table)
    {
        if (_count < 16) Fill(ref _buffer, ref _count);
        int entry = table.Lookup[(int)(_buffer >> (64 - HuffmanTable.LookupBits))];
        var (length, symbol) = entry != 0 ? (entry & 0xFF, (byte)(entry >> 8)) : table.Find((int)(_buffer >> 48));
        if (length == 0) throw IsNearEnd ? CodestreamHeader.Cut(Codec) : CodestreamHeader.Broken(Codec, "a code is in no Huffman table");
        _buffer <<= length;
        _count -= length;
        return symbol;
    }

    /// <summary>Up to 16 bits as a number.</summary>
    public int Bits(int count)
    {
        if (_count < 16) Fill(ref _buffer, ref _count);
        var value = (int)(_buffer >> 1 >> (63 - count));
        _buffer <<= count;
        _count -= count;
        return value;
    }

    /// <summary>A signed number of a category's bits (T.81 F.2.2.1).</summary>
    public int Signed(int bits) => DifferenceTable.Extend(Bits(bits), bits);

    /// <summary>A row of lossless differences. The hot loop of all: what it works on stays in registers.</summary>
    public void Differences(DifferenceTable table, Span<ushort> target)
    {
        var (buffer, count) = (_buffer, _count);
        var lookup = table.Lookup;
        for (var i = 0; i < target.Length; i++)
        {
            if (count < 32) Fill(ref buffer, ref count);
            var entry = lookup[(int)(buffer >> (64 - DifferenceTable.LookupBits))];
            if (entry != 0)
            {
                target[i] = (ushort)(entry >> 8);
                var used = entry & 0xFF;
                buffer <<= used;
                count -= used;
            }
            else
            {
                target[i] = (ushort)table.Read((uint)(buffer >> 32), out var used);
                buffer <<= used;
                count -= used;
            }
        }
        (_buffer, _count) = (buffer, count);
    }

    /// <summary>The next restart marker is due (T.81 B.2.1): they count from 0 to 7 and round again.</summary>
    public void Restart()
    {
        if (IsOverrun) throw CodestreamHeader.Cut(Codec);
        var at = NextMarker();
        if (at + 2 > _bytes.Length) throw CodestreamHeader.Cut(Codec);
        if (_bytes[at + 1] != 0xD0 + (_restarts++ & 7)) throw CodestreamHeader.Broken(Codec, $"a restart marker is missing at its byte {at}");
        (_position, _buffer, _count, _invented) = (at + 2, 0, 0, 0);
    }

    /// <summary>Where the marker behind the data is, or their end.</summary>
    public readonly int NextMarker()
    {
        for (var at = _position; at + 1 < _bytes.Length; at++)
        {
            var next = _bytes[at..].IndexOf((byte)0xFF);
            if (next < 0) break;
            at += next;
            if (at + 1 < _bytes.Length && _bytes[at + 1] is not (0 or 0xFF)) return at;
        }
        return _bytes.Length;
    }

    private readonly bool IsNearEnd => _invented > 0;

    /// <summary>At least 32 bits, zeros where there are no more.</summary>
    private void Fill(ref ulong buffer, ref int count)
    {
        if (_position + 4 <= _bytes.Length)
        {
            var word = BinaryPrimitives.ReadUInt32BigEndian(_bytes[_position..]);
            // True where no byte of the word is FF.
            if ((~word - 0x01010101 & word & 0x80808080) == 0)
            {
                buffer |= (ulong)word << (32 - count);
                count += 32;
                _position += 4;
                return;
            }
        }
        while (count <= 56)
        {
            buffer |= (ulong)NextByte() << (56 - count);
            count += 8;
        }
    }

    private byte NextByte()
    {
        if (_position < _bytes.Length)
        {
            var value = _bytes[_position];
            if (value != 0xFF)
            {
                _position++;
                return value;
            }
            if (_position + 1 < _bytes.Length && _bytes[_position + 1] == 0)
            {
                _position += 2;
                return value;
            }
        }
        _invented += 8;
        return 0;
    }
}

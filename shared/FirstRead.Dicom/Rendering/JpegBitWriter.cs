using System.Numerics;

namespace FirstRead.Dicom.Rendering;

/// <summary>Bits of a JPEG scan: the highest first, a zero behind each FF (T.81 B.1.1.5).</summary>
internal sealed class JpegBitWriter(Stream target)
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private ulong _bits;
    private int _count;
    private int _filled;

    public void Write(HuffmanCodes table, int symbol)
    {
        var (code, length) = table[symbol];
        Put((uint)code, length);
    }

    /// <summary>Run and size of a value, then the value itself: a negative one less one (F.1.2.1.1).</summary>
    public void Write(HuffmanCodes table, int run, int value)
    {
        var size = 32 - BitOperations.LeadingZeroCount((uint)Math.Abs(value));
        Write(table, (run << 4) | size);
        Put((uint)(value < 0 ? value - 1 : value) & ((1u << size) - 1), size);
    }

    /// <summary>Fills the last byte with ones (F.1.2.3).</summary>
    public void Finish()
    {
        Put(0x7F, 7);
        target.Write(_buffer, 0, _filled);
    }

    private void Put(uint value, int length)
    {
        _bits = (_bits << length) | value;
        for (_count += length; _count >= 8; _count -= 8)
            Append((byte)(_bits >> (_count - 8)));
    }

    private void Append(byte value)
    {
        if (_filled + 2 > _buffer.Length)
        {
            target.Write(_buffer, 0, _filled);
            _filled = 0;
        }
        _buffer[_filled++] = value;
        if (value == 0xFF)
            _buffer[_filled++] = 0;
    }
}

using System.Buffers;
using System.Buffers.Binary;

namespace FirstRead.Dicom.Writing;

public sealed partial class DicomWriter
{
    /// <summary>Writes the header and tells how the value's bytes are to be swapped.</summary>
    private int WriteHeader(DicomTag tag, Vr vr, long length)
    {
        if (!_begun) throw new InvalidOperationException("The file meta information comes first.");
        RequireNoOpenValue();
        if (_open.Count > 0 && _open.Peek() != Open.Item) throw new InvalidOperationException("Elements stand in the data set or in an item.");
        if (length > uint.MaxValue - 1) throw new ArgumentOutOfRangeException(nameof(length), "A value has at most 2^32 - 2 bytes.");
        if (vr == Vr.None) vr = Vr.UN;

        // A value too long for its header goes as UN, whose inside is always little endian (PS3.5 6.2.2).
        if (TransferSyntax.IsExplicit && !vr.HasLongHeader() && length > ushort.MaxValue) vr = Vr.UN;
        Span<byte> header = stackalloc byte[12];
        PutTag(header, tag);
        var size = 8;
        if (!TransferSyntax.IsExplicit) Put32(header[4..], (uint)length);
        else
        {
            BinaryPrimitives.WriteUInt16LittleEndian(header[4..], (ushort)vr);
            if (vr.HasLongHeader())
            {
                header[6..8].Clear();
                Put32(header[8..], (uint)length);
                size = 12;
            }
            else Put16(header[6..], (ushort)length);
        }
        _target.Write(header[..size]);
        if (!TransferSyntax.IsBigEndian) return 1;
        return vr == Vr.OW && tag == Tags.PixelData && _bitsAllocated is 32 or 64 ? _bitsAllocated / 8 : vr.SwapWidth();
    }

    private void WriteItemHeader(DicomTag tag, uint length)
    {
        RequireNoOpenValue();
        Span<byte> header = stackalloc byte[8];
        PutTag(header, tag);
        Put32(header[4..], length);
        _target.Write(header);
    }

    private void WriteSwapped(ReadOnlySpan<byte> value, int width)
    {
        if (width == 1)
        {
            _target.Write(value);
            return;
        }
        var buffer = ArrayPool<byte>.Shared.Rent(Math.Min(value.Length, 32 * 1024));
        for (var rest = value; !rest.IsEmpty;)
        {
            var count = Math.Min(rest.Length, buffer.Length & ~7);
            rest[..count].CopyTo(buffer);
            ByteOrder.Swap(buffer.AsSpan(0, count), width);
            _target.Write(buffer.AsSpan(0, count));
            rest = rest[count..];
        }
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private void PutTag(Span<byte> target, DicomTag tag)
    {
        Put16(target, tag.Group);
        Put16(target[2..], tag.Element);
    }

    private void Put16(Span<byte> target, ushort value)
    {
        if (TransferSyntax.IsBigEndian) BinaryPrimitives.WriteUInt16BigEndian(target, value);
        else BinaryPrimitives.WriteUInt16LittleEndian(target, value);
    }

    private void Put32(Span<byte> target, uint value)
    {
        if (TransferSyntax.IsBigEndian) BinaryPrimitives.WriteUInt32BigEndian(target, value);
        else BinaryPrimitives.WriteUInt32LittleEndian(target, value);
    }
}

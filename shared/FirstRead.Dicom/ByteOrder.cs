using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace FirstRead.Dicom;

/// <summary>Turns numbers from one byte order to the other, in place. A rest shorter than a number stays as it is.</summary>
internal static class ByteOrder
{
    public static void Swap(Span<byte> bytes, int width)
    {
        switch (width)
        {
            case 2:
                var shorts = MemoryMarshal.Cast<byte, ushort>(bytes);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                var ints = MemoryMarshal.Cast<byte, uint>(bytes);
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            case 8:
                var longs = MemoryMarshal.Cast<byte, ulong>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }
}

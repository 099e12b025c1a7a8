using System.Buffers.Binary;
using System.Runtime.InteropServices;
using FirstRead.Dicom.Pixels;

namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>Samples of one colour or none, numbered from the lowest value (0) to the highest, whatever sign and place they have in their cells.</summary>
internal sealed class StoredCells(PixelDescription description)
{
    private readonly int shift = description.HighBit + 1 - description.BitsStored;
    private readonly int mask = (int)((1L << description.BitsStored) - 1);
    private readonly int sign = description.IsSigned ? 1 << description.BitsStored - 1 : 0;

    public int Levels => mask + 1;

    private int Pixels => description.Rows * description.Columns;

    /// <summary>The number of a stored value; the nearest one for a value out of range.</summary>
    public int Order(int value) => Math.Clamp(value + sign, 0, mask);

    public int[] Histogram(ReadOnlySpan<byte> frame)
    {
        var counts = new int[Levels];
        if (Wide(frame) is { IsEmpty: false } cells)
            foreach (var cell in cells)
                counts[(cell >> shift & mask) ^ sign]++;
        else
            for (var i = 0; i < Pixels; i++)
                counts[At(frame, i)]++;
        return counts;
    }

    public byte[] Map(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> table)
    {
        var mapped = new byte[Pixels];
        if (Wide(frame) is { IsEmpty: false } cells)
            for (var i = 0; i < mapped.Length; i++)
                mapped[i] = table[(cells[i] >> shift & mask) ^ sign];
        else
            for (var i = 0; i < mapped.Length; i++)
                mapped[i] = table[At(frame, i)];
        return mapped;
    }

    /// <summary>The pixels' cells where they are of 16 bits and the processor has their order, as those of Lambda and Fargate do; else nothing.</summary>
    private ReadOnlySpan<ushort> Wide(ReadOnlySpan<byte> frame) =>
        description.BitsAllocated == 16 && BitConverter.IsLittleEndian ? MemoryMarshal.Cast<byte, ushort>(frame)[..Pixels] : [];

    /// <summary>The number of a pixel's value.</summary>
    public int At(ReadOnlySpan<byte> frame, int pixel)
    {
        var cell = description.BitsAllocated switch
        {
            1 => frame[pixel >> 3] >> (pixel & 7) & 1,
            8 => frame[pixel],
            _ => BinaryPrimitives.ReadUInt16LittleEndian(frame[(2 * pixel)..]),
        };
        return (cell >> shift & mask) ^ sign;
    }
}

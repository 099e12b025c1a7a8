using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace FirstRead.Dicom.Pixels;

/// <summary>Takes stored values out of their pixel cells (PS3.5 8.1.1): bits above and below them may hold anything.</summary>
internal static class StoredValues
{
    public static float[] Unpack(ReadOnlySpan<byte> frame, PixelDescription description)
    {
        var values = new float[description.Rows * description.Columns];
        if (description.IsFloat)
        {
            for (var i = 0; i < values.Length; i++) values[i] = Real(frame, i, description);
            return values;
        }
        switch (description.BitsAllocated)
        {
            case 1:
                for (var i = 0; i < values.Length; i++) values[i] = frame[i >> 3] >> (i & 7) & 1;
                break;
            case 8:
                for (var i = 0; i < values.Length; i++) values[i] = Cell(frame[i], description);
                break;
            case 12:
                // Packed in very old files: two samples in three bytes.
                for (int i = 0, at = 0; i < values.Length; i++, at += i % 2 == 0 ? 2 : 1)
                    values[i] = Cell((ushort)(i % 2 == 0 ? frame[at] | (frame[at + 1] & 15) << 8 : frame[at] >> 4 | frame[at + 1] << 4), description);
                break;
            case 16 when BitConverter.IsLittleEndian && description.HighBit == description.BitsStored - 1:
                WideCells.Unpack(MemoryMarshal.Cast<byte, ushort>(frame)[..values.Length], values, description.BitsStored, description.IsSigned);
                break;
            case 16:
                for (var i = 0; i < values.Length; i++) values[i] = Cell(BinaryPrimitives.ReadUInt16LittleEndian(frame[(2 * i)..]), description);
                break;
            case 32:
                for (var i = 0; i < values.Length; i++) values[i] = Cell(BinaryPrimitives.ReadUInt32LittleEndian(frame[(4 * i)..]), description);
                break;
            default: throw new CannotDecodeException($"No values of {description.BitsAllocated} bits");
        }
        return values;
    }

    private static float Real(ReadOnlySpan<byte> frame, int index, PixelDescription description) => description.BitsAllocated switch
    {
        32 => BinaryPrimitives.ReadSingleLittleEndian(frame[(4 * index)..]),
        64 => (float)BinaryPrimitives.ReadDoubleLittleEndian(frame[(8 * index)..]),
        _ => throw new CannotDecodeException($"No numbers of {description.BitsAllocated} bits"),
    };

    private static int Cell(ushort cell, PixelDescription description)
    {
        var above = 31 - description.HighBit;
        var below = 32 - description.BitsStored;
        return description.IsSigned ? cell << above >> below : (int)((uint)cell << above >> below);
    }

    private static float Cell(uint cell, PixelDescription description)
    {
        var above = 31 - description.HighBit;
        var below = 32 - description.BitsStored;
        return description.IsSigned ? (int)cell << above >> below : cell << above >> below;
    }
}

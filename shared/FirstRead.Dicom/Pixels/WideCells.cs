using System.Numerics;
using System.Runtime.InteropServices;

namespace FirstRead.Dicom.Pixels;

/// <summary>Cells of 16 bits whose samples begin at the lowest: nearly all radiographs and slices, many cells at a time.</summary>
internal static class WideCells
{
    /// <summary>Bits above a sample may hold anything: cleared, or of a signed sample the sign's.</summary>
    public static void Unpack(ReadOnlySpan<ushort> cells, Span<float> values, int bitsStored, bool isSigned)
    {
        var (above, mask) = (16 - bitsStored, (ushort)((1 << bitsStored) - 1));
        var blocks = MemoryMarshal.Cast<ushort, Vector<ushort>>(cells);
        var numbers = MemoryMarshal.Cast<float, Vector<float>>(values);
        for (var i = 0; i < blocks.Length; i++)
        {
            Vector<int> low, high;
            if (isSigned)
            {
                Vector.Widen(Vector.ShiftRightArithmetic(Vector.ShiftLeft(Vector.AsVectorInt16(blocks[i]), above), above), out low, out high);
            }
            else
            {
                Vector.Widen(blocks[i] & new Vector<ushort>(mask), out Vector<uint> left, out var right);
                (low, high) = (Vector.AsVectorInt32(left), Vector.AsVectorInt32(right));
            }
            numbers[2 * i] = Vector.ConvertToSingle(low);
            numbers[(2 * i) + 1] = Vector.ConvertToSingle(high);
        }
        for (var i = blocks.Length * Vector<ushort>.Count; i < cells.Length; i++)
            values[i] = isSigned ? (short)(cells[i] << above) >> above : cells[i] & mask;
    }
}

using System.Buffers.Binary;
using FirstRead.Dicom;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Deidentification;

/// <summary>
/// Whether the bytes of a number are numbers: a name fits into eight bytes of FD as well as into a PN. Tables of colours and
/// pixels are not looked at here; no look could tell.
/// </summary>
internal static class NumberChecks
{
    private const int ShortestText = 8;
    private const int ShortestWideText = 6;
    private const int LargestIndex = 1 << 24;

    /// <param name="value">In little-endian order.</param>
    public static bool AreNumbers(DicomTag tag, Vr vr, ReadOnlySpan<byte> value)
    {
        var width = vr == Vr.AT ? 4 : vr.SwapWidth();
        if (value.Length % width != 0 || value.Length / width > MostValues(tag))
            return false;
        return vr switch
        {
            Vr.FD or Vr.OD => AllDoubles(value),
            Vr.FL or Vr.OF => AllFloats(value),
            Vr.OL => AllIndexes(value, 4),
            Vr.OV => AllIndexes(value, 8),
            _ => !HoldsText(value) && !HoldsWideText(value, 0) && !HoldsWideText(value, 1),
        };
    }

    // PS3.6's value multiplicity: 1, 3, 1-2, 1-n, 2-2n.
    private static int MostValues(DicomTag tag)
    {
        var entry = DicomDictionary.Find(tag);
        if (entry is null || entry.Vr.Kind() != VrKind.Number)
            return int.MaxValue;
        var most = entry.Vm[(entry.Vm.IndexOf('-') + 1)..];
        return int.TryParse(most, out var count) ? count : int.MaxValue;
    }

    // Measures of this world; eight letters as a double are beyond them but where the last is one of = > ? @ A B.
    private static bool AllDoubles(ReadOnlySpan<byte> value)
    {
        for (; !value.IsEmpty; value = value[8..])
            if (BinaryPrimitives.ReadDoubleLittleEndian(value) is var number && number != 0 && Math.Abs(number) is not (> 1e-15 and < 1e15))
                return false;
        return true;
    }

    private static bool AllFloats(ReadOnlySpan<byte> value)
    {
        if (HoldsText(value))
            return false;
        for (; !value.IsEmpty; value = value[4..])
            if (BinaryPrimitives.ReadSingleLittleEndian(value) is var number && number != 0 && MathF.Abs(number) is not (> 1e-10f and < 1e15f))
                return false;
        return true;
    }

    private static bool AllIndexes(ReadOnlySpan<byte> value, int width)
    {
        for (; !value.IsEmpty; value = value[width..])
            if (width == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(value) >= LargestIndex : BinaryPrimitives.ReadUInt64LittleEndian(value) >= LargestIndex)
                return false;
        return true;
    }

    // Letters and marks one behind the other: four shorts above 8,224 or two longs above 500 million would have to mean them.
    private static bool HoldsText(ReadOnlySpan<byte> value)
    {
        var run = 0;
        foreach (var letter in value)
        {
            run = letter is >= 0x20 and < 0x7F ? run + 1 : 0;
            if (run == ShortestText)
                return true;
        }
        return false;
    }

    // UTF-16 of either order: a letter, a zero. Small numbers look so too, but lists of channels and frames only grow.
    private static bool HoldsWideText(ReadOnlySpan<byte> value, int letterAt)
    {
        var (run, falls, before) = (0, 0, 0);
        for (var at = 0; at + 1 < value.Length; at += 2)
        {
            var (letter, zero) = (value[at + letterAt], value[at + 1 - letterAt]);
            (run, falls) = letter is >= 0x20 and < 0x7F && zero == 0 ? (run + 1, run > 0 && letter <= before ? falls + 1 : falls) : (0, 0);
            before = letter;
            if (run >= ShortestWideText && falls > 0)
                return true;
        }
        return false;
    }
}

using System.Runtime.InteropServices;

namespace FirstRead.Core.Analysis.Models;

/// <summary>The value at a rank without sorting the rest: three passes over parts of the values' bits, whatever their order.</summary>
internal static class Ranked
{
    private const int MostBits = 11;

    /// <summary>What stands at <paramref name="rank"/> (from 1) of the sorted values; what is no number stands first, as in <see cref="Array.Sort{T}(T[])"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many values.</exception>
    public static float At(ReadOnlySpan<float> values, int rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rank, values.Length);
        Span<int> counts = stackalloc int[1 << MostBits];
        var (known, place) = (0u, 32);
        while (place > 0)
        {
            var next = Math.Max(0, place - MostBits);
            counts.Clear();
            foreach (var one in MemoryMarshal.Cast<float, uint>(values))
                if (Ordered(one) is var ordered && (ulong)ordered >> place == known)
                    counts[(int)(ordered >> next) & ((1 << (place - next)) - 1)]++;
            var cell = 0;
            while (rank > counts[cell])
                rank -= counts[cell++];
            (known, place) = ((known << (place - next)) | (uint)cell, next);
        }
        return Value(known);
    }

    // IEEE 754 numbers compare as their bits do, once the sign is taken care of. 0 is left for what is no number.
    private static uint Ordered(uint bits) => (bits & 0x7FFF_FFFF) > 0x7F80_0000 ? 0 : (bits & 0x8000_0000) != 0 ? ~bits : bits | 0x8000_0000;

    private static float Value(uint ordered) => ordered == 0 ? float.NaN : BitConverter.UInt32BitsToSingle((ordered & 0x8000_0000) != 0 ? ordered & 0x7FFF_FFFF : ~ordered);
}

using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Deidentification;

/// <summary>
/// Bits of native samples that are no part of the picture: older devices hid overlays there (PS3.5 8.1.1), text among
/// them. Unsigned samples lose them. In signed ones the bits above the sample repeat its sign, which is what readers
/// expect who take the whole word for the value; a value that was written so does not change.
/// </summary>
internal sealed class UnusedBits
{
    // Of vectors: 4 KiB.
    private const int Block = 128;

    private readonly int width;
    private readonly int shift;
    private readonly bool signed;
    private readonly ulong mask;

    private UnusedBits(int allocated, int stored, int high, bool signed)
    {
        width = allocated / 8;
        shift = allocated - 1 - high;
        this.signed = signed && shift > 0;
        var sample = ulong.MaxValue >> (64 - stored) << (high + 1 - stored);
        // Sign bits above the sample stay, so that only what lies below it is masked.
        var kept = this.signed ? ulong.MaxValue << (high + 1 - stored) : sample;
        mask = kept & ulong.MaxValue >> (64 - allocated);
        for (var bits = allocated; bits < 64; bits *= 2)
            mask |= mask << bits;
    }

    /// <summary>Null where every allocated bit is stored, or where the header does not say how samples lie in whole bytes.</summary>
    public static UnusedBits? Of(DicomDataset header)
    {
        var (allocated, stored) = (header.GetInt(Tags.BitsAllocated) ?? 0, header.GetInt(Tags.BitsStored) ?? 0);
        if (allocated is not (8 or 16 or 32 or 64) || stored < 1 || stored >= allocated)
            return null;
        var high = header.GetInt(Tags.HighBit) ?? stored - 1;
        // A high bit that cannot be is taken for the only one that PS3.5 8.1.1 still allows.
        if (high < stored - 1 || high >= allocated)
            high = stored - 1;
        return new UnusedBits(allocated, stored, high, header.GetInt(Tags.PixelRepresentation) == 1);
    }

    /// <summary>Bytes of one sample.</summary>
    public int Width => width;

    /// <summary>
    /// One byte of a sample, clean by itself: the byte with the highest bit repeats its sign or is masked; above it unsigned
    /// samples have zeros, signed ones nothing but sign bits.
    /// </summary>
    /// <param name="place">0 for the lowest byte of the sample.</param>
    public byte CleanByte(byte value, int place)
    {
        var high = width * 8 - 1 - shift - place * 8;
        if (high >= 7)
            return (byte)(value & (byte)(mask >> (place * 8)));
        if (high < 0)
            return signed && value >= 0x80 ? (byte)0xFF : (byte)0;
        var bits = value & (byte)(0xFF >> (7 - high)) & (byte)(mask >> (place * 8));
        var sign = signed ? 1 << high : 0;
        return (byte)((bits ^ sign) - sign);
    }

    /// <summary>Clears whole samples in little-endian order, in place; bytes behind the last whole one become zero.</summary>
    /// <returns>Whether any bit was not as it had to be.</returns>
    public bool Clear(Span<byte> samples)
    {
        var whole = samples.Length - samples.Length % width;
        var changed = samples[whole..].ContainsAnyExcept((byte)0);
        samples[whole..].Clear();
        samples = samples[..whole];
        var vectors = MemoryMarshal.Cast<byte, Vector256<ulong>>(samples);
        // Nearly every picture is clean: then nothing is written, and looking is all it costs.
        for (; !vectors.IsEmpty; vectors = vectors[Math.Min(Block, vectors.Length)..])
            changed |= ClearBlock(vectors[..Math.Min(Block, vectors.Length)]);
        Span<byte> rest = stackalloc byte[32];
        rest.Clear();
        var tail = samples[(samples.Length & ~31)..];
        tail.CopyTo(rest);
        changed |= ClearBlock(MemoryMarshal.Cast<byte, Vector256<ulong>>(rest));
        rest[..tail.Length].CopyTo(tail);
        return changed;
    }

    private bool ClearBlock(Span<Vector256<ulong>> vectors)
    {
        var found = Vector256<ulong>.Zero;
        if (signed)
            foreach (var vector in vectors)
                found |= Clean(vector) ^ vector;
        else
            foreach (var vector in vectors)
                found |= vector;
        if ((signed ? found : Vector256.AndNot(found, Vector256.Create(mask))) == Vector256<ulong>.Zero)
            return false;
        for (var i = 0; i < vectors.Length; i++)
            vectors[i] = Clean(vectors[i]);
        return true;
    }

    private Vector256<ulong> Clean(Vector256<ulong> samples) => (signed ? SignExtended(samples) : samples) & Vector256.Create(mask);

    private Vector256<ulong> SignExtended(Vector256<ulong> samples) => width switch
    {
        1 => SignExtendedBytes(samples.AsByte()).AsUInt64(),
        2 => (samples.AsInt16() << shift >> shift).AsUInt64(),
        4 => (samples.AsInt32() << shift >> shift).AsUInt64(),
        _ => (samples.AsInt64() << shift >> shift).AsUInt64(),
    };

    // (x ^ s) - s repeats the bit s upwards, where what lay above it was cleared before.
    private Vector256<byte> SignExtendedBytes(Vector256<byte> samples)
    {
        var sign = Vector256.Create((byte)(0x80 >> shift));
        return ((samples & Vector256.Create((byte)(0xFF >> shift))) ^ sign) - sign;
    }
}

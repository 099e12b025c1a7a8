using System.Buffers.Binary;

namespace FirstRead.Adversary.Mutating;

/// <summary>Changes the bytes of a file as broken disks, broken writers and attackers do. The same random numbers, the same bytes.</summary>
public static class Mutator
{
    private static readonly uint[] Lengths = [0, 1, 3, 7, 0x7F, 0xFFFE, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF];

    private static readonly byte[][] Pieces =
    [
        [0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF], // an item without a length
        [0xFE, 0xFF, 0x00, 0xE0, 0, 0, 0, 0],
        [0xFE, 0xFF, 0x0D, 0xE0, 0, 0, 0, 0], // its end
        [0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0], // a sequence's end
        [0x08, 0, 0x40, 0x11, (byte)'S', (byte)'Q', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF],
        [0x08, 0, 0x40, 0x11, (byte)'U', (byte)'N', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF],
        [0xE0, 0x7F, 0x10, 0, (byte)'O', (byte)'B', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF],
        [0x02, 0, 0x10, 0, (byte)'U', (byte)'I', 2, 0, (byte)'1', 0],
        [0, 0, 0, 0, (byte)'U', (byte)'L', 4, 0, 0, 0, 0, 0],
        [0x28, 0, 0x10, 0, (byte)'U', (byte)'S', 2, 0, 0xFF, 0xFF],
        [0x28, 0, 0x08, 0, (byte)'I', (byte)'S', 10, 0, .. "2147483647"u8],
    ];

    private static readonly string[] Vrs = ["SQ", "UN", "OB", "OW", "UT", "UL", "FD", "PN", "DA", "UI", "AT", "ZZ", "OV", "\0\0", "  "];

    public static byte[] Mutate(IReadOnlyList<SeedFile> seeds, SeedFile seed, Random random)
    {
        var file = seed.Bytes;
        for (var changes = random.Next(1, 5); changes > 0 && file.Length > 16; changes--)
            file = Change(seeds, file, random);
        return file;
    }

    private static byte[] Change(IReadOnlyList<SeedFile> seeds, byte[] file, Random random)
    {
        var at = random.Next(random.Next(4) == 0 ? 0 : Math.Min(132, file.Length - 1), file.Length);
        switch (random.Next(11))
        {
            case 0: return Flipped(file, at, random);
            case 1: return With(file, at, [(byte)random.Next(256)]);
            case 2: return [.. file[..at], .. file[Math.Min(file.Length, at + random.Next(1, 64))..]];
            case 3: return [.. file[..at], .. file[random.Next(at + 1)..at], .. file[at..]];
            case 4: return With(file, at, Length32(random));
            case 5: return With(file, at, Length32(random).AsSpan(0, 2));
            case 6: return [.. file[..at], .. Pieces[random.Next(Pieces.Length)], .. file[at..]];
            case 7: return With(file, at, Pieces[random.Next(Pieces.Length)]);
            case 8: return WithVr(file, random);
            case 9: return [.. file[..at], .. Part(seeds[random.Next(seeds.Count)].Bytes, random), .. file[at..]];
            default: return file[..Math.Max(1, at)];
        }
    }

    private static byte[] Flipped(byte[] file, int at, Random random)
    {
        var changed = (byte[])file.Clone();
        changed[at] ^= (byte)(1 << random.Next(8));
        return changed;
    }

    // Where a header stands: two capitals in a row.
    private static byte[] WithVr(byte[] file, Random random)
    {
        var from = random.Next(file.Length);
        for (var at = from; at + 1 < file.Length; at++)
            if (file[at] is >= (byte)'A' and <= (byte)'Z' && file[at + 1] is >= (byte)'A' and <= (byte)'Z')
                return With(file, at, System.Text.Encoding.ASCII.GetBytes(Vrs[random.Next(Vrs.Length)]));
        return file;
    }

    private static byte[] Part(byte[] file, Random random)
    {
        var start = random.Next(file.Length);
        return file[start..Math.Min(file.Length, start + random.Next(1, 200))];
    }

    private static byte[] Length32(Random random)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, random.Next(3) == 0 ? (uint)random.NextInt64(1L << 32) : Lengths[random.Next(Lengths.Length)]);
        return bytes;
    }

    private static byte[] With(byte[] file, int at, ReadOnlySpan<byte> bytes)
    {
        var changed = (byte[])file.Clone();
        bytes[..Math.Min(bytes.Length, changed.Length - at)].CopyTo(changed.AsSpan(at));
        return changed;
    }
}

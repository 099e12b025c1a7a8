using System.Buffers.Binary;
using System.Text;

namespace FirstRead.Publishing.Tests;

/// <summary>Versions of other libraries' symbols that an ELF file of 64 bits asks for, for example <c>GLIBC_2.34</c> (gABI, and .gnu.version_r of the LSB).</summary>
internal static class ElfNeeds
{
    private const int SectionsAt = 0x28;
    private const int SectionBytes = 64;
    private const uint NeededVersions = 0x6FFFFFFE;

    public static bool IsElf(byte[] file) => file.AsSpan().StartsWith("\u007FELF"u8);

    public static IReadOnlyList<string> Of(byte[] file)
    {
        var versions = new List<string>();
        var count = U16(file, 0x3C);
        for (var i = 0; i < count; i++)
        {
            var section = Section(file, i);
            if (U32(file, section + 4) == NeededVersions)
                AddVersions(file, (int)U64(file, section + 0x18), (int)U64(file, Section(file, (int)U32(file, section + 0x28)) + 0x18), versions);
        }
        return versions;
    }

    // Verneed: version, count, file, offset of the first Vernaux, offset of the next Verneed. Vernaux: hash, flags, other, name, next.
    private static void AddVersions(byte[] file, int need, int names, List<string> versions)
    {
        for (var more = true; more; need += (int)U32(file, need + 12))
        {
            var entry = need + (int)U32(file, need + 8);
            for (int left = U16(file, need + 2); left > 0; left--, entry += (int)U32(file, entry + 12))
                versions.Add(Text(file, names + (int)U32(file, entry + 8)));
            more = U32(file, need + 12) != 0;
        }
    }

    private static int Section(byte[] file, int index) => (int)U64(file, SectionsAt) + index * SectionBytes;

    private static string Text(byte[] file, int at) => Encoding.ASCII.GetString(file.AsSpan(at, file.AsSpan(at).IndexOf((byte)0)));

    private static ushort U16(byte[] file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at));

    private static uint U32(byte[] file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at));

    private static ulong U64(byte[] file, int at) => BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(at));
}

using System.Buffers.Binary;
using System.Globalization;
using FirstRead.Core.Deidentification;

namespace FirstRead.Core.Intake.Archives;

/// <summary>
/// The central directory of a ZIP (PKWARE APPNOTE 6.3.10, 4.3). It alone says what is in the archive: local headers may leave sizes
/// to a descriptor behind the data, and bytes that no entry claims are nothing. Everything is checked before the first byte is unpacked.
/// </summary>
internal static class ArchiveDirectory
{
    private const uint LocalHeader = 0x04034b50, EndOfEmpty = 0x06054b50;
    private const uint End = 0x06054b50, End64 = 0x06064b50, Locator64 = 0x07064b50, Header = 0x02014b50;
    private const int EndBytes = 22, LocatorBytes = 20, End64Bytes = 56, HeaderBytes = 46, LongestComment = ushort.MaxValue;
    private const int Encrypted = 1 | (1 << 6) | (1 << 13);
    private const ushort Stored = 0, Deflated = 8, Extended64 = 1;

    /// <summary>Whether bytes begin as an archive does. A DICOM file may too: its preamble is anybody's (PS3.10 7.1).</summary>
    public static bool Begins(ReadOnlySpan<byte> head) =>
        head.Length >= sizeof(uint) && BinaryPrimitives.ReadUInt32LittleEndian(head) is LocalHeader or EndOfEmpty;

    /// <exception cref="InstanceRefusedException">It is broken, or beyond the limits.</exception>
    public static async Task<IReadOnlyList<ArchiveEntry>> ReadAsync(ObjectWindow archive, ArchiveLimits limits, CancellationToken cancel)
    {
        var (count, offset, size) = await FindAsync(archive, cancel);
        if (count > limits.Entries)
            throw Beyond(string.Create(CultureInfo.InvariantCulture, $"The archive holds {count} entries; {limits.Entries} are the most"));
        if (size > ArchiveLimits.DirectoryBytes)
            throw Beyond("The archive's directory is larger than any that is needed");
        var bytes = await archive.ReadExactlyAsync(offset, (int)size, cancel) ?? throw Broken("its directory lies outside it");
        var entries = Parse(bytes, (int)count);
        Check(entries, archive.Length, offset, limits);
        return entries;
    }

    private static async Task<(long Count, long Offset, long Size)> FindAsync(ObjectWindow archive, CancellationToken cancel)
    {
        var tailBytes = (int)Math.Min(archive.Length, EndBytes + LongestComment);
        var tail = await archive.ReadExactlyAsync(archive.Length - tailBytes, tailBytes, cancel) ?? throw Broken("it is empty");
        for (var at = tailBytes - EndBytes; at >= 0; at--)
            if (UInt32(tail, at) == End && UInt16(tail, at + 20) == tailBytes - at - EndBytes)
            {
                var (count, size, offset) = (UInt16(tail, at + 10), UInt32(tail, at + 12), UInt32(tail, at + 16));
                return count < ushort.MaxValue && size < uint.MaxValue && offset < uint.MaxValue
                    ? (count, offset, size)
                    : await Find64Async(archive, archive.Length - tailBytes + at, cancel) ?? (count, offset, size);
            }
        throw Broken("its directory was not found: it is cut, or no ZIP");
    }

    /// <summary>Null where there is no ZIP64 end: the largest numbers are then meant.</summary>
    private static async Task<(long Count, long Offset, long Size)?> Find64Async(ObjectWindow archive, long end, CancellationToken cancel)
    {
        if (await archive.ReadExactlyAsync(end - LocatorBytes, LocatorBytes, cancel) is not { } locator || UInt32(locator, 0) != Locator64)
            return null;
        var record = await archive.ReadExactlyAsync(Int64(locator, 8), End64Bytes, cancel);
        return record is not null && UInt32(record, 0) == End64
            ? (Int64(record, 32), Int64(record, 48), Int64(record, 40))
            : throw Broken("its ZIP64 directory was not found");
    }

    private static List<ArchiveEntry> Parse(byte[] bytes, int count)
    {
        var entries = new List<ArchiveEntry>(Math.Min(count, bytes.Length / HeaderBytes));
        var at = 0;
        for (var index = 0; index < count; index++)
        {
            if (at + HeaderBytes > bytes.Length || UInt32(bytes, at) != Header)
                throw Broken("its directory is cut");
            var (name, extra, comment) = (UInt16(bytes, at + 28), UInt16(bytes, at + 30), UInt16(bytes, at + 32));
            var next = at + HeaderBytes + name + extra + comment;
            if (next > bytes.Length)
                throw Broken("its directory is cut");
            var isFolder = name > 0 && bytes[at + HeaderBytes + name - 1] == '/';
            var (packed, unpacked, header) = Sizes(bytes, at, at + HeaderBytes + name, extra);
            if (!isFolder && unpacked != 0)
                entries.Add(EntryOf(entries.Count + 1, UInt16(bytes, at + 8), UInt16(bytes, at + 10), packed, unpacked, header, UInt32(bytes, at + 16)));
            at = next;
        }
        return entries;
    }

    private static ArchiveEntry EntryOf(int number, ushort flags, ushort method, long packed, long bytes, long header, uint crc) =>
        (flags & Encrypted) != 0 ? throw Unreadable(string.Create(CultureInfo.InvariantCulture, $"Entry {number} of the archive is encrypted"))
        : method is not (Stored or Deflated) ? throw Unreadable(string.Create(CultureInfo.InvariantCulture, $"Entry {number} of the archive is packed by method {method}, which is not read here"))
        : new ArchiveEntry(number, header, packed, bytes, crc, method == Deflated);

    /// <summary>What does not fit into 32 bits stands in the extra field, in this order and only if it is asked for (4.5.3).</summary>
    private static (long Packed, long Bytes, long Header) Sizes(byte[] directory, int at, int extra, int extraBytes)
    {
        long packed = UInt32(directory, at + 20), bytes = UInt32(directory, at + 24), header = UInt32(directory, at + 42);
        for (var (field, end) = (extra, extra + extraBytes); field + 4 <= end; field += 4 + UInt16(directory, field + 2))
        {
            if (UInt16(directory, field) != Extended64)
                continue;
            var (value, last) = (field + 4, Math.Min(end, field + 4 + UInt16(directory, field + 2)));
            long Next(long small)
            {
                if (small != uint.MaxValue || value + 8 > last)
                    return small;
                value += 8;
                return Int64(directory, value - 8);
            }
            bytes = Next(bytes);
            packed = Next(packed);
            header = Next(header);
            break;
        }
        return (packed, bytes, header);
    }

    private static void Check(IReadOnlyList<ArchiveEntry> entries, long archiveBytes, long directory, ArchiveLimits limits)
    {
        long total = 0, free = 0;
        foreach (var entry in entries.OrderBy(entry => entry.Header))
        {
            // Entries that share bytes unpack to more than the archive holds.
            if (entry.Header < free || entry.Packed < 0 || entry.Packed > directory - entry.Header || entry.Bytes < 0)
                throw Broken(string.Create(CultureInfo.InvariantCulture, $"entry {entry.Number} lies outside it or over another"));
            free = entry.Header + entry.Packed;
            if (entry.Bytes > limits.EntryBytes || (total += entry.Bytes) > limits.TotalBytes)
                throw Beyond("The archive unpacks to more than is taken from one");
        }
        if (total > limits.RatioFrom && total / limits.Ratio > archiveBytes)
            throw Beyond(string.Create(CultureInfo.InvariantCulture, $"The archive unpacks to more than {limits.Ratio} times its size"));
    }

    private static InstanceRefusedException Broken(string what) => Unreadable($"The archive cannot be read: {what}");

    private static InstanceRefusedException Unreadable(string what) => new(RefusalCodes.ArchiveUnreadable, what);

    private static InstanceRefusedException Beyond(string what) => new(RefusalCodes.ArchiveLimit, what);

    private static ushort UInt16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    private static uint UInt32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    private static long Int64(byte[] bytes, int at) => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(at));
}

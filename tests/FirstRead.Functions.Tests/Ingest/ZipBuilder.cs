using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using FirstRead.Dicom.Rendering;

namespace FirstRead.Functions.Tests.Ingest;

/// <summary>Writes ZIPs as other programs do, and as none should (PKWARE APPNOTE 4.3).</summary>
internal sealed class ZipBuilder
{
    private readonly List<byte> body = [], directory = [];
    private int count;

    /// <summary>Sizes and places as 64 bits in extra fields, and a ZIP64 end.</summary>
    public bool Zip64 { get; init; }

    /// <summary>Local headers without sizes: they follow the data (general purpose bit 3).</summary>
    public bool Descriptors { get; init; }

    public ZipBuilder Add(string name, byte[] content, bool deflate = true, ushort flags = 0, ushort? method = null, uint? crc = null, long? promised = null, long? header = null)
    {
        var packed = deflate ? Deflate(content) : content;
        var sum = crc ?? ~Crc32.Update(uint.MaxValue, content);
        flags |= (ushort)(Descriptors ? 8 : 0);
        var how = method ?? (ushort)(deflate ? 8 : 0);
        var place = header ?? body.Count;
        var local = new byte[30];
        Write32(local, 0, 0x04034b50);
        Write16(local, 6, flags);
        Write16(local, 8, how);
        if (!Descriptors)
        {
            Write32(local, 14, sum);
            Write32(local, 18, (uint)packed.Length);
            Write32(local, 22, (uint)content.Length);
        }
        Write16(local, 26, (ushort)Encoding.UTF8.GetByteCount(name));
        body.AddRange(local);
        body.AddRange(Encoding.UTF8.GetBytes(name));
        body.AddRange(packed);
        if (Descriptors)
        {
            var descriptor = new byte[16];
            Write32(descriptor, 0, 0x08074b50);
            Write32(descriptor, 4, sum);
            Write32(descriptor, 8, (uint)packed.Length);
            Write32(descriptor, 12, (uint)content.Length);
            body.AddRange(descriptor);
        }
        var entry = new byte[46];
        Write32(entry, 0, 0x02014b50);
        Write16(entry, 8, flags);
        Write16(entry, 10, how);
        Write32(entry, 16, sum);
        Write32(entry, 20, Zip64 ? uint.MaxValue : (uint)packed.Length);
        Write32(entry, 24, Zip64 ? uint.MaxValue : (uint)(promised ?? content.Length));
        Write16(entry, 28, (ushort)Encoding.UTF8.GetByteCount(name));
        Write16(entry, 30, (ushort)(Zip64 ? 28 : 0));
        Write32(entry, 42, Zip64 ? uint.MaxValue : (uint)place);
        directory.AddRange(entry);
        directory.AddRange(Encoding.UTF8.GetBytes(name));
        if (Zip64)
        {
            var extra = new byte[28];
            Write16(extra, 0, 1);
            Write16(extra, 2, 24);
            Write64(extra, 4, promised ?? content.Length);
            Write64(extra, 12, packed.Length);
            Write64(extra, 20, place);
            directory.AddRange(extra);
        }
        count++;
        return this;
    }

    /// <param name="entries">Another number of entries than there are.</param>
    public byte[] Done(int? entries = null)
    {
        var (at, size) = (body.Count, directory.Count);
        body.AddRange(directory);
        if (Zip64)
        {
            var record = new byte[56];
            Write32(record, 0, 0x06064b50);
            Write64(record, 4, 44);
            Write64(record, 24, entries ?? count);
            Write64(record, 32, entries ?? count);
            Write64(record, 40, size);
            Write64(record, 48, at);
            var locator = new byte[20];
            Write32(locator, 0, 0x07064b50);
            Write64(locator, 8, body.Count);
            body.AddRange(record);
            body.AddRange(locator);
        }
        var end = new byte[22];
        Write32(end, 0, 0x06054b50);
        Write16(end, 8, Zip64 ? ushort.MaxValue : (ushort)(entries ?? count));
        Write16(end, 10, Zip64 ? ushort.MaxValue : (ushort)(entries ?? count));
        Write32(end, 12, Zip64 ? uint.MaxValue : (uint)size);
        Write32(end, 16, Zip64 ? uint.MaxValue : (uint)at);
        Write16(end, 20, 7);
        body.AddRange(end);
        body.AddRange("comment"u8);
        return [.. body];
    }

    private static byte[] Deflate(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(content);
        return packed.ToArray();
    }

    private static void Write16(byte[] target, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(target.AsSpan(at), value);

    private static void Write32(byte[] target, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(target.AsSpan(at), value);

    private static void Write64(byte[] target, int at, long value) => BinaryPrimitives.WriteInt64LittleEndian(target.AsSpan(at), value);
}

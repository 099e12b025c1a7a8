using FirstRead.Dicom;
using FirstRead.Dicom.Registry;
using FirstRead.Dicom.Writing;

namespace FirstRead.Adversary.Mutating;

/// <summary>Files made to cost: depth, floods, bombs, lies about offsets. Each is small on disk beside what it asks for.</summary>
public static class Attacks
{
    private static readonly byte[] OpenSequence = [0x08, 0, 0x40, 0x11, (byte)'S', (byte)'Q', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF];
    private static readonly byte[] OpenUnknown = [0x09, 0, 0x40, 0x11, (byte)'U', (byte)'N', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF];
    private static readonly byte[] OpenItem = [0xFE, 0xFF, 0x00, 0xE0, 0xFF, 0xFF, 0xFF, 0xFF];
    private static readonly byte[] OpenPixels = [0xE0, 0x7F, 0x10, 0, (byte)'O', (byte)'B', 0, 0, 0xFF, 0xFF, 0xFF, 0xFF];
    private static readonly byte[] OpenImplicitSequence = [0x08, 0, 0x40, 0x11, 0xFF, 0xFF, 0xFF, 0xFF];
    private static readonly byte[] EmptyItem = [0xFE, 0xFF, 0x00, 0xE0, 0, 0, 0, 0];

    /// <summary>Made one at a time, for some take tens of megabytes.</summary>
    public static IEnumerable<SeedFile> All()
    {
        yield return Repeated("nested 500,000 deep", 500_000, [.. OpenSequence, .. OpenItem]);
        yield return Repeated("nested 500,000 deep, called unknown", 1, [.. OpenUnknown, .. OpenItem, .. Enumerable.Repeat((byte[])[.. OpenImplicitSequence, .. OpenItem], 500_000).SelectMany(bytes => bytes)]);
        yield return Repeated("nested 500,000 deep, implicit", 500_000, [.. OpenImplicitSequence, .. OpenItem], TransferSyntax.ImplicitLittleEndian);
        yield return Repeated("sequences opened without items", 500_000, OpenSequence);
        yield return Repeated("5,000,000 empty elements", 5_000_000, [0x08, 0, 0, 1, (byte)'S', (byte)'H', 0, 0]);
        yield return Repeated("2,000,000 items", 1, [.. OpenSequence, .. Enumerable.Repeat(EmptyItem, 2_000_000).SelectMany(bytes => bytes)]);
        yield return Descending();
        yield return Repeated("5,000,000 fragments", 1, [.. OpenPixels, .. Enumerable.Repeat(EmptyItem, 5_000_000).SelectMany(bytes => bytes)], TransferSyntax.RleLossless);
        yield return Repeated("a value of 4 GB that is not there", 1, [0xE0, 0x7F, 0x10, 0, (byte)'O', (byte)'W', 0, 0, 0xFE, 0xFF, 0xFF, 0xFF, 1, 2]);
        yield return Repeated("a header's value of 4 GB that is not there", 1, [0x08, 0, 0, 1, (byte)'U', (byte)'T', 0, 0, 0xFE, 0xFF, 0xFF, 0xFF, 1, 2]);
        yield return Bomb("deflated pixels of 1 GB", Tags.PixelData, Vr.OW);
        yield return Bomb("deflated text of 1 GB", new DicomTag(0x0008, 0x0119), Vr.UC);
        yield return InAPicture("backslashes", [0x08, 0, 0x19, 1, (byte)'U', (byte)'C', 0, 0, 0, 0, 0xA0, 0, .. Enumerable.Repeat((byte)'\\', 0xA00000)]);
        yield return InAPicture("codes by the million", [0x08, 0, 0x08, 0, (byte)'U', (byte)'N', 0, 0, 0, 0, 0xA0, 0, .. Enumerable.Repeat((byte)'\\', 0xA00000)]);
        yield return InAPicture("dates by the million", [0x08, 0, 0x20, 0, (byte)'U', (byte)'N', 0, 0, 0, 0, 0xA0, 0, .. Enumerable.Repeat("20200101\\"u8.ToArray(), 0xA00000 / 9 + 1).SelectMany(bytes => bytes).Take(0xA00000)]);
        yield return InAPicture("UIDs by the million", [0x08, 0, 0x14, 0, (byte)'U', (byte)'N', 0, 0, 0, 0, 0x30, 0, .. Enumerable.Repeat("1\\"u8.ToArray(), 0x180000).SelectMany(bytes => bytes)]);
        yield return InAPicture("a text without end of one word", [0x08, 0, 0x30, 0x10, (byte)'U', (byte)'T', 0, 0, 0, 0, 0xA0, 0, .. Enumerable.Repeat((byte)'a', 0xA00000)]);
        yield return InAPicture("a text of marks alone", [0x08, 0, 0x30, 0x10, (byte)'U', (byte)'N', 0, 0, 0, 0, 0xA0, 0, .. Enumerable.Repeat((byte)'-', 0xA00000)]);
        yield return InAPicture("a number of digits alone", [0x28, 0, 0x52, 0x10, (byte)'U', (byte)'N', 0, 0, 0, 0, 0xA0, 0, .. Enumerable.Repeat((byte)'9', 0xA00000)]);
    }

    private static SeedFile Repeated(string name, int count, byte[] piece, TransferSyntax? syntax = null)
    {
        using var file = Begin(syntax ?? TransferSyntax.ExplicitLittleEndian);
        for (var i = 0; i < count; i++)
            file.Write(piece);
        return new SeedFile(name, file.ToArray());
    }

    // A whole image, so that the value is not only read but cleaned.
    private static SeedFile InAPicture(string name, byte[] element)
    {
        using var file = Begin(TransferSyntax.ExplicitLittleEndian);
        file.Write(element);
        foreach (var (low, value) in new (byte, byte)[] { (0x02, 1), (0x10, 1), (0x11, 1), (0x00, 8) })
            file.Write([0x28, 0, low, low == 0 ? (byte)1 : (byte)0, (byte)'U', (byte)'S', 2, 0, value, 0]);
        file.Write([0xE0, 0x7F, 0x10, 0, (byte)'O', (byte)'W', 0, 0, 2, 0, 0, 0, 0, 0]);
        return new SeedFile(name, file.ToArray());
    }

    private static SeedFile Descending()
    {
        using var file = Begin(TransferSyntax.ExplicitLittleEndian);
        for (var value = 0x0009_0000 + 1_000_000u; value > 0x0009_0000; value--)
            file.Write([(byte)(value >> 16), 0, (byte)value, (byte)(value >> 8), (byte)'S', (byte)'H', 0, 0]);
        return new SeedFile("1,000,000 tags in descending order", file.ToArray());
    }

    private static SeedFile Bomb(string name, DicomTag tag, Vr vr)
    {
        using var file = new MemoryStream();
        using (var writer = new DicomWriter(file, TransferSyntax.DeflatedExplicitLittleEndian, leaveOpen: true))
        {
            writer.WriteFileMeta(WellKnownUids.MrImageStorage, "2.25.1");
            WriteIdentity(writer);
            var block = new byte[1 << 20];
            using (var value = writer.OpenValue(tag, vr, 1L << 30))
                for (var i = 0; i < 1 << 10; i++)
                    value.Write(block);
            writer.Complete();
        }
        return new SeedFile(name, file.ToArray());
    }

    private static MemoryStream Begin(TransferSyntax syntax)
    {
        var file = new MemoryStream();
        using var writer = new DicomWriter(file, syntax, leaveOpen: true);
        writer.WriteFileMeta(WellKnownUids.MrImageStorage, "2.25.1");
        WriteIdentity(writer);
        return file;
    }

    private static void WriteIdentity(DicomWriter writer)
    {
        writer.WriteElement(Tags.SOPClassUID, Vr.UI, WellKnownUids.MrImageStorage);
        writer.WriteElement(Tags.SOPInstanceUID, Vr.UI, "1.2.3.1");
        writer.WriteElement(Tags.StudyInstanceUID, Vr.UI, "1.2.3.2");
        writer.WriteElement(Tags.SeriesInstanceUID, Vr.UI, "1.2.3.3");
    }
}

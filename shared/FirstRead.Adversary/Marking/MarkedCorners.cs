using System.Buffers.Binary;
using System.Text;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Adversary.Marking;

/// <summary>The places that no list of attributes names: private blocks, unknown tags, repeating groups, icons, signatures, other character sets.</summary>
internal static class MarkedCorners
{
    private static readonly DicomTag Listed = new(0x0040, 0xA730);
    private static readonly DicomTag Unlisted = new(0x0008, 0x2218);

    // With a number in it, the object would wait for a person to look at its pixels.
    private const string OverlayBitPosition = "OverlayBitPosition";

    // Creators whose elements de-identifiers are known to trust, and none.
    private static readonly (ushort Group, string? Creator)[] Private =
    [
        (0x0009, "GEMS_IDEN_01"), (0x0019, "SIEMENS MR HEADER"), (0x0021, "SIEMENS CSA NON-IMAGE"), (0x0029, "SIEMENS CSA HEADER"), (0x0043, "GEMS_PARM_01"), (0x0051, "SIEMENS MR HEADER"),
        (0x2001, "Philips Imaging DD 001"), (0x2005, "Philips MR Imaging DD 001"), (0x7053, "Philips PET Private Group"), (0x00E1, "ELSCINT1"), (0x0011, null), (0x7FE1, "SIEMENS MEDCOM"), (0x0013, "CTP"),
    ];

    public static void Plant(DicomDataset dataset, MarkerPen pen, MarkedLevels levels)
    {
        foreach (var (group, creator) in Private)
            PlantPrivate(dataset, pen, levels, group, creator);
        foreach (var first in new ushort[] { 0x5000, 0x5002, 0x501E, 0x6000, 0x6002, 0x601E, 0x60FE, 0x7F00 })
            foreach (var row in DictionaryRows.All.Where(row => row.Tag.Group == (first & 0xFF00) && row.Vr != Vr.SQ && !row.Tag.IsGroupLength && row.Keyword != OverlayBitPosition))
                Set(dataset, pen, new DicomTag(first, row.Tag.Element), row.Vr, "a repeating group");
        foreach (var (tag, vr) in new (uint, Vr)[] { (0x00089998, Vr.LO), (0x00189999, Vr.UN), (0x0012FFFF, Vr.PN), (0x00E00001, Vr.UT), (0x3F000010, Vr.DA), (0x00100000, Vr.LO), (0x00080000, Vr.UT), (0x0030FFF1, (Vr)('Q' | 'Q' << 8)), (0xFFFCFFFC, Vr.OB) })
            Set(dataset, pen, new DicomTag(tag), vr, "an unknown attribute");
        dataset.AddSequence(new DicomTag(0x0008, 0x9997), levels.Item("an unknown sequence", 1, Listed, Unlisted));
        Append(dataset, new DicomTag(0x0088, 0x0200), Icon(pen));
        Append(dataset, new DicomTag(0xFFFA, 0xFFFA), levels.Item("a digital signature", 1, Listed, Unlisted));
        Append(dataset, new DicomTag(0x0008, 0x1140), [.. Alphabets(pen)]);
    }

    /// <summary>Private blocks, a curve and an overlay as real files have them.</summary>
    public static void PlantTame(DicomDataset dataset, MarkerPen pen)
    {
        foreach (var (group, creator) in Private.Where(block => block.Creator is not null))
        {
            dataset.Add(new DicomTag(group, 0x0010), Vr.LO, Encoding.ASCII.GetBytes(creator!));
            foreach (var (element, vr) in new (ushort, Vr)[] { (0x1001, Vr.LO), (0x1002, Vr.PN), (0x1003, Vr.DA), (0x1004, Vr.UI), (0x1005, Vr.UN) })
                Set(dataset, pen, new DicomTag(group, element), vr, $"private block of {creator}");
        }
        Set(dataset, pen, new DicomTag(0x6000, 0x0022), Vr.LO, "an overlay");
        Set(dataset, pen, new DicomTag(0x6000, 0x1500), Vr.LO, "an overlay");
        Set(dataset, pen, new DicomTag(0x5000, 0x0022), Vr.LO, "a curve");
        Set(dataset, pen, new DicomTag(0x5000, 0x2600), Vr.LO, "a curve");
    }

    private static void Append(DicomDataset dataset, DicomTag sequence, params DicomDataset[] items) =>
        dataset.AddSequence(sequence, [.. dataset.GetSequence(sequence), .. items]);

    private static void PlantPrivate(DicomDataset dataset, MarkerPen pen, MarkedLevels levels, ushort group, string? creator)
    {
        if (creator is not null)
            dataset.Add(new DicomTag(group, 0x0010), Vr.LO, Encoding.ASCII.GetBytes(creator));
        Set(dataset, pen, new DicomTag(group, 0x0011), Vr.LO, "a private creator");
        ushort element = 0x1000;
        foreach (var vr in new[] { Vr.UN, Vr.LO, Vr.PN, Vr.DA, Vr.TM, Vr.DT, Vr.UI, Vr.CS, Vr.OB, Vr.UT, Vr.DS, Vr.IS, Vr.SH, Vr.FD, Vr.UL })
            Set(dataset, pen, new DicomTag(group, element++), vr, $"private block of {creator}");
        dataset.AddSequence(new DicomTag(group, 0x1030), levels.Item($"private sequence of {creator}", 1, Listed, Unlisted));
        dataset.Set(new DicomElement(new DicomTag(group, 0x1031), Vr.UN, ImplicitSequence(pen)));
        Set(dataset, pen, new DicomTag(group, 0x1101), Vr.LO, "private block of the marked creator");
        Set(dataset, pen, new DicomTag(group, 0x0001), Vr.LO, "below the private creators");
    }

    // What stands in a UN that was a sequence: implicit little endian (PS3.5 6.2.2).
    private static byte[] ImplicitSequence(MarkerPen pen)
    {
        var value = pen.Value(Tags.PatientName, Vr.PN, "an implicit sequence in a private UN");
        byte[] even = value.Length % 2 == 0 ? value : [.. value, (byte)' '];
        var bytes = new byte[16 + even.Length];
        byte[] head = [0xFE, 0xFF, 0x00, 0xE0, 0, 0, 0, 0, 0x10, 0, 0x10, 0, 0, 0, 0, 0];
        head.CopyTo(bytes, 0);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), 8 + even.Length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(12), even.Length);
        even.CopyTo(bytes, 16);
        return bytes;
    }

    private static DicomDataset Icon(MarkerPen pen) => new DicomDataset()
        .Add(Tags.Rows, 4).Add(Tags.Columns, 4).Add(Tags.BitsAllocated, 8).Add(Tags.SamplesPerPixel, 1).Add(Tags.PhotometricInterpretation, "MONOCHROME2")
        .Set(new DicomElement(Tags.PixelData, Vr.OB, pen.Value(Tags.PixelData, Vr.OB, "an icon")));

    // The same letters as other character sets write them; each item names its own (PS3.3 C.12.1.1.2).
    private static IEnumerable<DicomDataset> Alphabets(MarkerPen pen)
    {
        foreach (var (term, write) in new (string, Func<string, byte[]>)[]
        {
            ("ISO_IR 192", text => Encoding.UTF8.GetBytes(FullWidth(text))),
            ("GB18030", text => [.. FullWidth(text).SelectMany(letter => new[] { (byte)0xA3, (byte)(letter - 0xFF00 + 0xA0) })]),
            ("\\ISO 2022 IR 87", text => [0x1B, (byte)'$', (byte)'B', .. FullWidth(text).SelectMany(letter => new[] { (byte)0x23, (byte)(letter - 0xFF00 + 0x20) }), 0x1B, (byte)'(', (byte)'B']),
            ("\\ISO 2022 IR 149", text => [0x1B, (byte)'$', (byte)')', (byte)'C', .. FullWidth(text).SelectMany(letter => new[] { (byte)0xA3, (byte)(letter - 0xFF00 + 0xA0) })]),
            ("ISO_IR 144", text => [0xB8, 0xD2, 0xD0, .. Encoding.ASCII.GetBytes(text), 0xDD]),
            ("NO_SUCH_SET", Encoding.Unicode.GetBytes),
            ("ISO_IR 13", text => [0xB1, 0x5C, .. Encoding.ASCII.GetBytes(text)]),
        })
        {
            var item = new DicomDataset().Add(Tags.SpecificCharacterSet, Vr.CS, Encoding.ASCII.GetBytes(term));
            foreach (var (tag, vr) in new[] { (Tags.PatientName, Vr.PN), (Tags.StudyDescription, Vr.LO), (Tags.ImageComments, Vr.LT), (new DicomTag(0x0040, 0xA160), Vr.UT), (Tags.Manufacturer, Vr.LO), (new DicomTag(0x0018, 0x9423), Vr.LO) })
                item.Set(new DicomElement(tag, vr, write(MarkerPen.TextOf(pen.Plant(tag, vr, $"text in {term.Trim('\\')}")))));
            yield return item;
        }
    }

    private static string FullWidth(string text) => string.Concat(text.Select(letter => (char)(letter + 0xFEE0)));

    private static void Set(DicomDataset dataset, MarkerPen pen, DicomTag tag, Vr vr, string place) =>
        dataset.Set(new DicomElement(tag, vr, pen.Value(tag, vr, place)));
}

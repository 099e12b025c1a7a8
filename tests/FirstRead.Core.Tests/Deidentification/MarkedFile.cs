using System.Buffers.Binary;
using System.Text;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Tests.Deidentification;

/// <summary>An MR image with a marker in every text, date, time, name and UID attribute of the dictionary, wherever one can stand.</summary>
internal static class MarkedFile
{
    private static readonly DicomTag Listed = new(0x0040, 0xA730);
    private static readonly DicomTag Unlisted = new(0x0008, 0x2218);

    public static byte[] Create(TransferSyntax syntax)
    {
        var markers = new Markers();
        var dataset = Sequences(markers, Full(markers, new DicomDataset()));
        dataset.AddSequence(Listed, Full(markers, new DicomDataset()).AddSequence(Unlisted, Full(markers, new DicomDataset()).AddSequence(Listed, Full(markers, new DicomDataset()))));
        foreach (var group in new ushort[] { 0x5002, 0x6002, 0x601E })
            foreach (var row in DictionaryRows.All.Where(row => row.Tag.Group == (group & 0xFF00) && row.Vr != Vr.SQ))
                if (markers.For(row.Vr) is { } value)
                    dataset.Set(new DicomElement(new DicomTag(group, row.Tag.Element), row.Vr, value));
        foreach (var (tag, vr) in new (uint, Vr)[] { (0x00090010, Vr.LO), (0x00091001, Vr.LO), (0x00091002, Vr.UN), (0x00190011, Vr.LO), (0x00191101, Vr.PN), (0x00089998, Vr.LO), (0x00189999, Vr.UN), (0xFFFCFFFC, Vr.OB) })
            dataset.Set(new DicomElement(new DicomTag(tag), vr, markers.For(vr)!.Value));
        dataset.AddSequence(new DicomTag(0x0009, 0x1003), markers.Item(1, Listed, Unlisted));
        return WithMarkedMeta(AsImage(dataset), syntax, markers);
    }

    // What makes it an image that may pass, and nothing more.
    private static DicomDataset AsImage(DicomDataset dataset)
    {
        dataset.Add(Tags.SOPClassUID, WellKnownUids.MrImageStorage)
            .Add(Tags.ImageType, "ORIGINAL", "PRIMARY", "OTHER")
            .Add(Tags.PhotometricInterpretation, "MONOCHROME2")
            .Add(Tags.SpecificCharacterSet, "ISO_IR 192")
            .Add(Tags.SamplesPerPixel, 1).Add(Tags.Rows, 2).Add(Tags.Columns, 2).Add(Tags.BitsAllocated, 16).Add(Tags.BitsStored, 12).Add(Tags.HighBit, 11).Add(Tags.PixelRepresentation, 0);
        dataset.Remove(Tags.NumberOfFrames);
        foreach (var bulk in new[] { Tags.FloatPixelData, Tags.DoubleFloatPixelData, Tags.ExtendedOffsetTable, Tags.ExtendedOffsetTableLengths })
            dataset.Remove(bulk);
        return dataset.Set(new DicomElement(Tags.PixelData, Vr.OW, new byte[8]));
    }

    private static DicomDataset Full(Markers markers, DicomDataset dataset)
    {
        foreach (var row in DictionaryRows.All)
        {
            if (row.Tag.Group is 0x0000 or 0x0002 or 0xFFFE || row.Tag.IsGroupLength || row.Vr is Vr.None)
                continue;
            // Colour tables are numbers by decree; everything else of bytes may hide text.
            if (row.Vr == Vr.OW && row.Keyword.Contains("LookupTableData", StringComparison.Ordinal) || row.Keyword == "LUTData")
                continue;
            if (markers.For(row.Vr) is { } value)
                dataset.Set(new DicomElement(row.Tag, row.Vr, value));
        }
        return dataset;
    }

    private static DicomDataset Sequences(Markers markers, DicomDataset dataset)
    {
        foreach (var row in DictionaryRows.All.Where(row => row.Vr == Vr.SQ))
            dataset.AddSequence(row.Tag, markers.Item(1, Listed, Unlisted));
        return dataset;
    }

    // Our writer writes a clean preamble and meta information: plant by hand.
    private static byte[] WithMarkedMeta(DicomDataset dataset, TransferSyntax syntax, Markers markers)
    {
        using var file = new MemoryStream();
        dataset.WriteFile(file, syntax);
        var bytes = file.ToArray();
        Encoding.ASCII.GetBytes($"{Markers.Text}PREAMBLE").CopyTo(bytes, 0);
        var group = 132 + 12 + BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(132 + 8));
        using var extra = new MemoryStream();
        foreach (var (element, vr) in new (ushort, Vr)[] { (0x0016, Vr.AE), (0x0017, Vr.AE), (0x0100, Vr.UI), (0x0102, Vr.OB) })
        {
            var value = markers.For(vr)!.Value.ToArray();
            if (value.Length % 2 == 1)
                value = [.. value, (byte)' '];
            extra.Write([0x02, 0x00, (byte)element, (byte)(element >> 8), (byte)((int)vr & 0xFF), (byte)((int)vr >> 8)]);
            extra.Write(vr == Vr.OB ? [0, 0, (byte)value.Length, 0, 0, 0] : [(byte)value.Length, 0]);
            extra.Write(value);
        }
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(132 + 8), group - 144 + (int)extra.Length);
        return [.. bytes[..group], .. extra.ToArray(), .. bytes[group..]];
    }
}

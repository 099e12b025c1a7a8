using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;

namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>The colour tables of PALETTE COLOR (PS3.3 C.7.6.3.1.5), 8 bits a colour.</summary>
internal sealed class Palette
{
    private readonly byte[] colours;
    private readonly int firstMapped;

    private Palette(byte[] colours, int firstMapped) => (this.colours, this.firstMapped) = (colours, firstMapped);

    /// <summary>Null where a table is absent, segmented or of another length than it says.</summary>
    public static Palette? From(DicomDataset header)
    {
        var (red, first) = Table(header, Tags.RedPaletteColorLookupTableDescriptor, Tags.RedPaletteColorLookupTableData);
        var (green, _) = Table(header, Tags.GreenPaletteColorLookupTableDescriptor, Tags.GreenPaletteColorLookupTableData);
        var (blue, _) = Table(header, Tags.BluePaletteColorLookupTableDescriptor, Tags.BluePaletteColorLookupTableData);
        if (red is null || green?.Length != red.Length || blue?.Length != red.Length)
            return null;
        var colours = new byte[3 * red.Length];
        for (var i = 0; i < red.Length; i++)
            (colours[3 * i], colours[3 * i + 1], colours[3 * i + 2]) = (red[i], green[i], blue[i]);
        return new Palette(colours, first);
    }

    /// <summary>The stored value whose colour is nearest to black.</summary>
    public int Darkest
    {
        get
        {
            var entries = Enumerable.Range(0, colours.Length / 3);
            return firstMapped + entries.MinBy(i => 299 * colours[3 * i] + 587 * colours[3 * i + 1] + 114 * colours[3 * i + 2]);
        }
    }

    public TextPicture Show(ReadOnlySpan<byte> frame, StoredCells cells, PixelDescription description)
    {
        var shown = new byte[3 * description.Rows * description.Columns];
        for (var i = 0; i < shown.Length / 3; i++)
        {
            // Values below and above the table show its first and last colour.
            var entry = Math.Clamp(cells.At(frame, i) - cells.Order(firstMapped), 0, colours.Length / 3 - 1);
            colours.AsSpan(3 * entry, 3).CopyTo(shown.AsSpan(3 * i));
        }
        return new TextPicture(description.Columns, description.Rows, 3, shown);
    }

    private static (byte[]? Table, int First) Table(DicomDataset header, DicomTag descriptor, DicomTag data)
    {
        if (header.GetDoubles(descriptor) is not [var count, var first, var bits] || header[data] is not { Value: var value } || value.IsEmpty)
            return (null, 0);
        var entries = count == 0 ? 65536 : (int)count;
        var table = new byte[entries];
        // Entries of 8 bits lie in bytes, or, as some write them, in words of their own.
        var wide = value.Length >= 2 * entries;
        if (value.Length < entries)
            return (null, 0);
        for (var i = 0; i < entries; i++)
            table[i] = wide ? value.Span[2 * i + (bits > 8 ? 1 : 0)] : value.Span[i];
        return (table, (int)first);
    }
}

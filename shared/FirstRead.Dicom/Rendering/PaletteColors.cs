using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;

namespace FirstRead.Dicom.Rendering;

/// <summary>The colours of PALETTE COLOR (PS3.3 C.7.9), plain or in segments.</summary>
internal sealed class PaletteColors
{
    private readonly byte[][] _channels;
    private readonly int _first;

    private PaletteColors(byte[][] channels, int first) => (_channels, _first) = (channels, first);

    /// <exception cref="DicomException"><c>malformed</c>: a table is absent or broken.</exception>
    public static PaletteColors From(DicomDataset header)
    {
        var first = 0;
        byte[] Channel(DicomTag descriptor, DicomTag data, DicomTag segments)
        {
            (var count, first, var bits) = LookupTable.Descriptor(header, descriptor, header.GetInt(Tags.PixelRepresentation) == 1);
            var entries = header.Contains(segments)
                ? SegmentedPalette.Expand((header[segments]?.Value ?? default).Span, bits > 8, count, segments)
                : LookupTable.Entries(header, data, count);
            // Tables of 16 bits are common that say 8, and the other way round entries of 8 bits fill no 16.
            var shift = bits > 8 || entries.AsSpan().ContainsAnyExceptInRange((ushort)0, (ushort)255) ? 8 : 0;
            return Array.ConvertAll(entries, entry => (byte)(entry >> shift));
        }

        byte[][] channels =
        [
            Channel(Tags.RedPaletteColorLookupTableDescriptor, Tags.RedPaletteColorLookupTableData, Tags.SegmentedRedPaletteColorLookupTableData),
            Channel(Tags.GreenPaletteColorLookupTableDescriptor, Tags.GreenPaletteColorLookupTableData, Tags.SegmentedGreenPaletteColorLookupTableData),
            Channel(Tags.BluePaletteColorLookupTableDescriptor, Tags.BluePaletteColorLookupTableData, Tags.SegmentedBluePaletteColorLookupTableData),
        ];
        return new PaletteColors(channels, first);
    }

    /// <summary>Red, green and blue of each pixel; values outside the table take its nearest end.</summary>
    public byte[] Apply(ReadOnlySpan<byte> samples, PixelDescription description)
    {
        var values = StoredValues.Unpack(samples, description);
        var rgb = new byte[values.Length * 3];
        for (var c = 0; c < 3; c++)
        {
            var channel = _channels[c];
            for (int i = 0, o = c; i < values.Length; i++, o += 3) rgb[o] = channel[(int)Math.Clamp((double)values[i] - _first, 0, channel.Length - 1)];
        }
        return rgb;
    }
}

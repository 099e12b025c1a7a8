using FirstRead.Core.Storage;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.DicomWeb;

/// <summary>What stands before an instance's pixel data, and where they are; of a file without any, all of it.</summary>
/// <param name="Start">The file's first bytes, as many as it took.</param>
/// <param name="Length">Of the file.</param>
public sealed record InstanceHeader(StoredDicom Place, DicomDataset Dataset, TransferSyntax Syntax, PixelPlace? Pixels, byte[] Start, long Length)
{
    private const int First = 128 * 1024;
    private const int Growth = 16;
    private const int Most = 64 * 1024 * 1024;

    /// <summary>Reads as much of the object as its header needs; null where there is no object.</summary>
    /// <exception cref="DicomException">It is none of ours: the header does not read.</exception>
    public static async Task<InstanceHeader?> ReadAsync(IObjectRanges objects, StoredDicom place, CancellationToken cancel)
    {
        for (var length = First; ; length *= Growth)
        {
            if (await objects.ReadAsync(place.Bucket, place.Key, 0, Math.Min(length, Most), cancel) is not { } range)
                return null;
            try
            {
                return Parse(place, range);
            }
            catch (DicomException) when (range.Bytes.Length < range.Length && length < Most)
            {
                // Cut by us: the header goes on behind what was fetched.
            }
        }
    }

    private static InstanceHeader Parse(StoredDicom place, ObjectRange range)
    {
        using var reader = new DicomReader(new MemoryStream(range.Bytes, writable: false));
        var dataset = DicomDataset.Read(reader, Tags.FloatPixelData);
        var pixels = reader.Depth == 0 && (reader.Tag == Tags.PixelData || reader.Tag == Tags.FloatPixelData || reader.Tag == Tags.DoubleFloatPixelData)
            ? new PixelPlace(reader.Tag, reader.ValueOffset, reader.Kind == DicomTokenKind.FragmentsStart ? null : reader.Length)
            : null;
        return new InstanceHeader(place, dataset, reader.TransferSyntax, pixels, range.Bytes, range.Length);
    }
}

/// <param name="Tag">Pixel Data, or those of floating point.</param>
/// <param name="Offset">Of the value's first byte, in the file; of a deflated file in what it inflates to.</param>
/// <param name="Length">Of the value; null where the pixels are encapsulated.</param>
public sealed record PixelPlace(DicomTag Tag, long Offset, long? Length)
{
    public bool IsEncapsulated => Length is null;
}

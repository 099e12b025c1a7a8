using FirstRead.Core.Storage;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Pixels.Codecs;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.DicomWeb;

/// <summary>
/// Frames of one instance as its file holds them. Native little-endian ones are read by their place alone, whatever the file's size; of
/// all others the file is read whole, up to a limit.
/// </summary>
public sealed class StoredFrames(IObjectRanges objects)
{
    /// <summary>Bytes of a file that is read whole.</summary>
    public const int MostWhole = 64 * 1024 * 1024;

    /// <summary>How the file's pixels are laid out; null where it has none.</summary>
    /// <exception cref="DicomException"><c>malformed</c>: the description is absurd.</exception>
    public static PixelDescription? Describe(InstanceHeader header) =>
        header.Pixels is { } pixels ? PixelDescription.From(header.Dataset) with { IsFloat = pixels.Tag != Tags.PixelData } : null;

    /// <summary>
    /// Whether frames of this transfer syntax are decoded here: by our own code, or by libturbojpeg. The libraries for JPEG-LS and JPEG 2000
    /// hold live assertions, and the functions on AWS have neither.
    /// </summary>
    public static bool CanDecode(TransferSyntax syntax) =>
        !syntax.IsEncapsulated || FrameCodings.Of(syntax) is FrameCoding.Uncompressed or FrameCoding.Deflated or FrameCoding.Rle or FrameCoding.Jpeg;

    /// <summary>Bytes of one frame as they lie in the file; null where that is seen only once it is read.</summary>
    public static long? BytesOf(InstanceHeader header, PixelDescription description) => header.Pixels!.IsEncapsulated ? null : description.FrameBytes;

    /// <param name="frames">From 0, each of them in the file.</param>
    /// <returns>Null where the file is too large to be read whole and its frames cannot be told from its header.</returns>
    /// <exception cref="DicomException">The file does not hold what its header says.</exception>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>?> ReadAsync(InstanceHeader header, PixelDescription description, IReadOnlyList<int> frames, CancellationToken cancel)
    {
        if (!header.Pixels!.IsEncapsulated && header.Syntax is { IsDeflated: false, IsBigEndian: false } && description.FrameBits % 8 == 0)
            return await Task.WhenAll(frames.Select(frame => SliceAsync(header, header.Pixels.Offset + (frame * description.FrameBytes), (int)description.FrameBytes, cancel)));
        if (await ReadWholeAsync(header, cancel) is not { } file)
            return null;
        var dataset = DicomDataset.Read(new MemoryStream(file, writable: false));
        var pixels = dataset[header.Pixels.Tag]!;
        if (pixels.Fragments is { } fragments)
        {
            var encoded = new EncodedFrames(dataset, fragments, description.Frames, header.Syntax);
            return [.. frames.Select(frame => encoded[frame])];
        }
        var native = PixelFrames.Open(dataset, header.Syntax);
        return
        [
            .. frames.Select(frame => description.FrameBits % 8 == 0
                ? pixels.Value.Slice((int)(frame * description.FrameBytes), (int)description.FrameBytes)
                : native.GetFrame(frame)),
        ];
    }

    /// <summary>Bytes of the file; null where it is larger than is read whole.</summary>
    public async Task<byte[]?> ReadWholeAsync(InstanceHeader header, CancellationToken cancel) => header switch
    {
        _ when header.Start.Length == header.Length => header.Start,
        { Length: > MostWhole } => null,
        _ => (await objects.ReadAsync(header.Place.Bucket, header.Place.Key, 0, (int)header.Length, cancel))?.Bytes,
    };

    /// <summary>Some bytes of the file, from what is here already where they are.</summary>
    /// <exception cref="DicomException"><c>truncated</c>.</exception>
    public async Task<ReadOnlyMemory<byte>> SliceAsync(InstanceHeader header, long from, int length, CancellationToken cancel)
    {
        if (from + length > header.Length)
            throw new DicomException(DicomErrorCodes.Truncated, "There are fewer bytes than the header says", header.Pixels?.Tag);
        if (from + length <= header.Start.Length)
            return header.Start.AsMemory((int)from, length);
        var range = await objects.ReadAsync(header.Place.Bucket, header.Place.Key, from, length, cancel);
        return range?.Bytes.Length == length ? range.Bytes : throw new DicomException(DicomErrorCodes.Truncated, "The object ends before its header says", header.Pixels?.Tag);
    }
}

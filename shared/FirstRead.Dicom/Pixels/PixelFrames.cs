using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Pixels;

/// <summary>The frames of a data set that was read with its pixels.</summary>
public sealed class PixelFrames
{
    private readonly DicomDataset _dataset;
    private readonly DicomElement _pixels;
    private readonly TransferSyntax _syntax;
    private readonly EncodedFrames? _encoded;

    private PixelFrames(DicomDataset dataset, DicomElement pixels, TransferSyntax syntax, PixelDescription description)
    {
        (_dataset, _pixels, _syntax, Description) = (dataset, pixels, syntax, description);
        if (pixels.Fragments is { } fragments) _encoded = new EncodedFrames(dataset, fragments, description.Frames);
    }

    public PixelDescription Description { get; }

    public int Count => Description.Frames;

    /// <param name="dataset">Holds the pixel data.</param>
    /// <param name="syntax">The transfer syntax of the file that it was read from.</param>
    /// <exception cref="CannotDecodeException">There are no pixels, or no decoder takes the syntax.</exception>
    /// <exception cref="DicomException"><c>malformed</c> or <c>truncated</c>: description and data do not fit.</exception>
    public static PixelFrames Open(DicomDataset dataset, TransferSyntax syntax)
    {
        var pixels = dataset[Tags.PixelData] ?? throw new CannotDecodeException("The data set has no integer pixel data");
        var description = PixelDescription.From(dataset);
        if (pixels.Fragments is not null && !FrameDecoder.Takes(syntax))
            throw new CannotDecodeException($"No decoder for {syntax.Name}");
        if (description.FrameBytes > Array.MaxLength || (long)description.Rows * description.Columns > Array.MaxLength)
            throw new DicomException(DicomErrorCodes.LimitExceeded, "A frame is too large to hold", Tags.PixelData);
        if (pixels.Fragments is null && pixels.Value.Length < ((Int128)description.FrameBits * description.Frames + 7) / 8)
            throw new DicomException(DicomErrorCodes.Truncated, "There are fewer pixels than the header says", Tags.PixelData);
        return new PixelFrames(dataset, pixels, syntax, description);
    }

    /// <summary>
    /// Samples as stored: little endian, the colours of a pixel side by side, no colour conversion. One-bit frames
    /// stay packed, lowest bit first (PS3.5 8.1.1), each from a byte of its own; 4:2:2 chrominance stays halved.
    /// </summary>
    public ReadOnlyMemory<byte> GetFrame(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        var frame = _encoded is { } encoded ? FrameDecoder.Decode(encoded[index], _syntax, Description) : Native(index);
        var isPlanar = Description is { IsPlanar: true, SamplesPerPixel: > 1, Photometric: not "YBR_FULL_422" }
            && Description.BitsAllocated % 8 == 0 && _syntax != TransferSyntax.RleLossless;
        return isPlanar
            ? SampleOrder.Interleave(frame.Span, Description)
            : frame;
    }

    /// <summary>Monochrome samples, row by row, with sign and rescale applied (modality values: HU for CT). A Modality LUT is not.</summary>
    /// <exception cref="CannotDecodeException">The picture has colours.</exception>
    public float[] GetValues(int index)
    {
        if (Description.SamplesPerPixel != 1) throw new CannotDecodeException("Values are of monochrome pictures");
        var (slope, intercept) = RescaleOf(index);
        var values = StoredValues.Unpack(GetFrame(index).Span, Description);
        if (slope == 1 && intercept == 0) return values;
        for (var i = 0; i < values.Length; i++) values[i] = (float)(values[i] * slope + intercept);
        return values;
    }

    /// <summary>
    /// From stored to modality values. Enhanced objects have it in their functional groups (PS3.3 C.7.6.16.2.9);
    /// slope 1 and intercept 0 where there is none, or none that is usable.
    /// </summary>
    public (double Slope, double Intercept) RescaleOf(int index)
    {
        var holder = FunctionalGroups.Find(_dataset, index, Tags.PixelValueTransformationSequence) ?? _dataset;
        var slope = holder.GetDouble(Tags.RescaleSlope) ?? 1;
        return (slope == 0 ? 1 : slope, holder.GetDouble(Tags.RescaleIntercept) ?? 0);
    }

    private ReadOnlyMemory<byte> Native(int index)
    {
        var firstBit = Description.FrameBits * index;
        var bytes = _pixels.Value[(int)(firstBit / 8)..];
        if (firstBit % 8 == 0 && Description.FrameBits % 8 == 0) return bytes[..(int)Description.FrameBytes];
        return SampleOrder.ShiftBits(bytes.Span, (int)(firstBit % 8), Description.FrameBits);
    }
}

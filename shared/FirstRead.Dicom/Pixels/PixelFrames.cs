using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Pixels;

/// <summary>
/// The frames of a data set that was read with its pixels. To go through a file of any size a frame at a time, see
/// <see cref="FrameReader"/>.
/// </summary>
public sealed class PixelFrames
{
    private readonly DicomDataset _dataset;
    private readonly DicomElement _pixels;
    private readonly TransferSyntax _syntax;
    private readonly DecodeLimits _limits;
    private readonly PixelDescription _header;
    private readonly EncodedFrames? _encoded;

    private PixelFrames(DicomDataset dataset, DicomElement pixels, TransferSyntax syntax, PixelDescription header, DecodeLimits limits)
    {
        (_dataset, _pixels, _syntax, _header, _limits) = (dataset, pixels, syntax, header, limits);
        if (pixels.Fragments is { } fragments) _encoded = new EncodedFrames(dataset, fragments, header.Frames, syntax);
        Description = _encoded is null ? header with { IsPlanar = false } : FrameDecoder.Describe(header, syntax);
    }

    /// <summary>Of the samples as <see cref="GetFrame"/> gives them.</summary>
    public PixelDescription Description { get; }

    public int Count => Description.Frames;

    /// <param name="dataset">Holds the pixel data.</param>
    /// <param name="syntax">The transfer syntax of the file that it was read from.</param>
    /// <param name="limits">What decoding a frame may cost.</param>
    /// <exception cref="CannotDecodeException">There are no pixels, or no decoder takes the syntax.</exception>
    /// <exception cref="DicomException"><c>malformed</c>, <c>truncated</c> or <c>limit-exceeded</c>: description and data do not fit.</exception>
    public static PixelFrames Open(DicomDataset dataset, TransferSyntax syntax, DecodeLimits? limits = null)
    {
        var pixels = dataset[Tags.PixelData] ?? dataset[Tags.FloatPixelData] ?? dataset[Tags.DoubleFloatPixelData]
            ?? throw new CannotDecodeException("The data set has no pixel data");
        var description = PixelDescription.From(dataset);
        if (pixels.Fragments is not null && !FrameDecoder.Takes(syntax)) throw new CannotDecodeException($"No decoder for {syntax}");
        limits ??= DecodeLimits.Default;
        if (description.FrameBytes > Math.Min(limits.MaxFrameBytes, Array.MaxLength)) throw FrameDecoder.TooLarge();
        if (pixels.Fragments is null && pixels.Value.Length < ((Int128)description.FrameBits * description.Frames + 7) / 8)
            throw new DicomException(DicomErrorCodes.Truncated, "There are fewer pixels than the header says", pixels.Tag);
        return new PixelFrames(dataset, pixels, syntax, description, limits);
    }

    /// <summary>
    /// Samples as stored: little endian, the colours of a pixel side by side, no colour conversion. One-bit frames
    /// stay packed, lowest bit first (PS3.5 8.1.1), each from a byte of its own; 4:2:2 chrominance stays halved in
    /// native pixel data and is of full size where a codec halved it.
    /// </summary>
    /// <param name="index">From 0.</param>
    /// <exception cref="DicomException">As <see cref="FrameDecoder.Decode"/> throws.</exception>
    public ReadOnlyMemory<byte> GetFrame(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return _encoded is { } encoded ? FrameDecoder.Decode(encoded[index], _header, _syntax, _limits) : Native(index);
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
        var firstBit = _header.FrameBits * index;
        var bytes = _pixels.Value[(int)(firstBit / 8)..];
        if (firstBit % 8 != 0 || _header.FrameBits % 8 != 0) return SampleOrder.ShiftBits(bytes.Span, (int)(firstBit % 8), _header.FrameBits);
        var frame = bytes[..(int)_header.FrameBytes];
        return SampleOrder.IsPlanar(_header) ? SampleOrder.Interleave(frame.Span, _header) : frame;
    }
}

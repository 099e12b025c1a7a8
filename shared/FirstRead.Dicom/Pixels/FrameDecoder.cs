using FirstRead.Dicom.Pixels.Codecs;
using FirstRead.Dicom.Pixels.Codecs.Jpeg;
using FirstRead.Dicom.Pixels.Codecs.Native;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Pixels;

/// <summary>Decodes one frame of encapsulated pixel data. Every frame is taken for hostile; nothing is kept between two.</summary>
public static class FrameDecoder
{
    /// <summary>True where frames of this transfer syntax can be decoded, given the native library that it may need.</summary>
    public static bool Takes(TransferSyntax syntax) => FrameCodings.Of(syntax) != FrameCoding.None;

    /// <summary>
    /// How <see cref="Decode"/> hands out the samples of such a data set: the colours of a pixel side by side, chrominance
    /// in full size, and the wavelet's own colour transform undone (PS3.5 8.2.4), which JPEG's is not.
    /// </summary>
    public static PixelDescription Describe(PixelDescription description, TransferSyntax syntax) => description with
    {
        IsPlanar = false,
        Photometric = FrameCodings.Of(syntax) switch
        {
            FrameCoding.Rle or FrameCoding.Jpeg or FrameCoding.JpegLs when description.Photometric is "YBR_FULL_422" or "YBR_PARTIAL_422" or "YBR_PARTIAL_420" =>
                "YBR_FULL",
            FrameCoding.Jpeg2000 when description.Photometric is "YBR_ICT" or "YBR_RCT" => "RGB",
            _ => description.Photometric,
        },
    };

    /// <summary>
    /// The same for one frame, whose codestream may know better how its colours are coded: many writers say RGB where
    /// JPEG holds YBR.
    /// </summary>
    public static PixelDescription Describe(PixelDescription description, TransferSyntax syntax, ReadOnlySpan<byte> encoded)
    {
        var decoded = Describe(description, syntax);
        if (FrameCodings.Of(syntax) != FrameCoding.Jpeg || description.SamplesPerPixel != 3) return decoded;
        return JpegHeader.Read(encoded, "JPEG") switch
        {
            { Process: JpegHeader.Lossless } => decoded,
            { IsYbr: true } => decoded with { Photometric = "YBR_FULL" },
            { IsYbr: false } => decoded with { Photometric = "RGB" },
            var header => header.Components.Any(component => component.Across * component.Down != header.Components[0].Across * header.Components[0].Down)
                ? decoded with { Photometric = "YBR_FULL" }
                : decoded,
        };
    }

    /// <summary>
    /// The samples of one frame, as <see cref="Describe"/> tells: little endian, each in Bits Allocated bits, no colour
    /// conversion. The bits that JPEG's precision leaves above are zero, or in JPEG 2000 the sign's.
    /// </summary>
    /// <param name="encoded">All of the frame's fragments, put together.</param>
    /// <param name="description">As the data set has it.</param>
    /// <param name="syntax">The transfer syntax of the file that the data set was read from.</param>
    /// <param name="limits">What the decoding may cost.</param>
    /// <returns>Rows x Columns x Samples x Bits Allocated / 8 bytes; frames of one bit a sample stay packed.</returns>
    /// <exception cref="CannotDecodeException">No decoder takes the syntax or this use of it, or a native library is not installed.</exception>
    /// <exception cref="DicomException">
    /// <c>truncated</c>, <c>malformed</c>, <c>limit-exceeded</c>: the frame is cut or broken, does not fit the description, or is too large.
    /// </exception>
    public static byte[] Decode(ReadOnlyMemory<byte> encoded, PixelDescription description, TransferSyntax syntax, DecodeLimits? limits = null)
    {
        limits ??= DecodeLimits.Default;
        var coding = FrameCodings.Of(syntax);
        if (coding == FrameCoding.None) throw new CannotDecodeException($"No decoder for {syntax}");
        var decoded = Describe(description, syntax);
        if (decoded.FrameBytes > Math.Min(limits.MaxFrameBytes, Array.MaxLength)) throw TooLarge();
        if (coding >= FrameCoding.Jpeg && description.BitsAllocated is not (8 or 16 or 32))
            throw new CannotDecodeException($"No decoder for {syntax} with {description.BitsAllocated} bits allocated");
        try
        {
            return coding switch
            {
                FrameCoding.Uncompressed => UncompressedFrames.Copy(encoded, description),
                FrameCoding.Deflated => UncompressedFrames.Inflate(encoded, description),
                FrameCoding.Rle => RleDecoder.Decode(encoded.Span, decoded),
                FrameCoding.Jpeg => JpegFrames.Decode(encoded.Span, decoded, syntax, limits),
                FrameCoding.JpegLs => CharLs.Decode(encoded.Span, decoded),
                _ => OpenJpeg.Decode(encoded.Span, decoded, limits),
            };
        }
        catch (Exception cause) when (NativePackages.IsMissing(cause))
        {
            throw NativePackages.Missing(coding, syntax, cause);
        }
    }

    internal static DicomException TooShort() => new(DicomErrorCodes.Truncated, "A frame has fewer pixels than the header says", Tags.PixelData);

    internal static DicomException TooLarge() => new(DicomErrorCodes.LimitExceeded, "A frame is too large to hold", Tags.PixelData);
}

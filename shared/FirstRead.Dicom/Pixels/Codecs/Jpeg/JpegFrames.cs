using FirstRead.Dicom.Pixels.Codecs.Native;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Pixels.Codecs.Jpeg;

/// <summary>Hands a JPEG frame to the decoder of its process, which the codestream names better than the transfer syntax does.</summary>
internal static class JpegFrames
{
    private const string Codec = "JPEG";

    public static byte[] Decode(ReadOnlySpan<byte> encoded, PixelDescription description, TransferSyntax syntax, DecodeLimits limits)
    {
        var header = JpegHeader.Read(encoded, Codec);
        header.Shape.Require(description);
        if (!JpegDecoder.Takes(header))
            throw new CannotDecodeException($"No decoder for JPEG's process {header.Process:X2} with {header.Shape.Samples} components of {header.Shape.Bits} bits, in {syntax}");
        // In every process but the lossless ones a block of 8 x 8 takes a bit at the least.
        var blocks = (description.Rows + 7L) / 8 * ((description.Columns + 7) / 8);
        if (header.Process != JpegHeader.Lossless && blocks > encoded.Length * 8L) throw CodestreamHeader.Cut(Codec);
        var isTurbo = header is { Process: not JpegHeader.Lossless, Shape.Bits: 8, Shape.Samples: 1 or 3 };
        return (isTurbo ? Turbo(encoded, description) : null) ?? JpegDecoder.Decode(encoded, description, header, limits);
    }

    /// <summary>Null where the library is absent, as on AWS Lambda: our own decoder does the same, to the bit, only slower.</summary>
    private static byte[]? Turbo(ReadOnlySpan<byte> encoded, PixelDescription description)
    {
        try
        {
            return TurboJpeg.Decode(encoded, description);
        }
        catch (Exception cause) when (NativePackages.IsMissing(cause))
        {
            return null;
        }
    }
}

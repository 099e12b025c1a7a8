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
        return header switch
        {
            { Process: JpegHeader.Baseline or JpegHeader.Extended or JpegHeader.Progressive, Shape.Bits: 8, Components.Count: 1 or 3 } =>
                TurboJpeg.Decode(encoded, description) ?? throw Unknown(header, syntax),
            _ => throw Unknown(header, syntax),
        };
    }

    private static CannotDecodeException Unknown(JpegHeader header, TransferSyntax syntax) =>
        new($"No decoder for JPEG's process {header.Process:X2} with {header.Components.Count} components of {header.Shape.Bits} bits, in {syntax}");
}

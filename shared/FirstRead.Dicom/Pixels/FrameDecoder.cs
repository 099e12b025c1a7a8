using System.IO.Compression;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Pixels;

/// <summary>The encapsulated transfer syntaxes that need no codec but our own.</summary>
internal static class FrameDecoder
{
    private const string EncapsulatedUncompressed = "1.2.840.10008.1.2.1.98";
    private const string DeflatedFrames = "1.2.840.10008.1.2.8.1";

    // Deflate packs at most 1032 bytes into one, whatever a header promises.
    private const int MaxDeflateRatio = 1032;

    public static bool Takes(TransferSyntax syntax) =>
        syntax.Uid is EncapsulatedUncompressed or DeflatedFrames || syntax == TransferSyntax.RleLossless;

    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> encoded, TransferSyntax syntax, PixelDescription description) => syntax.Uid switch
    {
        EncapsulatedUncompressed => encoded.Length >= description.FrameBytes ? encoded[..(int)description.FrameBytes] : throw TooShort(),
        DeflatedFrames => Inflate(encoded, description),
        _ => RleDecoder.Decode(encoded.Span, description),
    };

    public static DicomException TooShort() => new(DicomErrorCodes.Truncated, "A frame has fewer pixels than the header says", Tags.PixelData);

    private static byte[] Inflate(ReadOnlyMemory<byte> encoded, PixelDescription description)
    {
        if (description.FrameBytes > (long)encoded.Length * MaxDeflateRatio) throw TooShort();
        var frame = new byte[description.FrameBytes];
        try
        {
            using var inflater = new DeflateStream(new MemoryStream(encoded.ToArray()), CompressionMode.Decompress);
            return inflater.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length ? frame : throw TooShort();
        }
        catch (InvalidDataException failure)
        {
            throw new DicomException(DicomErrorCodes.Malformed, "A deflated frame is broken", Tags.PixelData, null, failure);
        }
    }
}

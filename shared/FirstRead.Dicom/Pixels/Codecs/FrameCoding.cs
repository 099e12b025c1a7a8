using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Pixels.Codecs;

/// <summary>The kinds of encapsulated frames that there is a decoder for.</summary>
internal enum FrameCoding
{
    None,
    Uncompressed,
    Deflated,
    Rle,
    Jpeg,
    JpegLs,
    Jpeg2000,
}

/// <summary>Which transfer syntax is of which kind (PS3.5 A.4).</summary>
internal static class FrameCodings
{
    private const string Root = "1.2.840.10008.1.2.";

    /// <summary>Of the retired JPEG processes those that Huffman codes without hierarchy. The codestream itself says which it is.</summary>
    public static FrameCoding Of(TransferSyntax syntax) => syntax.Uid.StartsWith(Root, StringComparison.Ordinal)
        ? syntax.Uid[Root.Length..] switch
        {
            "1.98" => FrameCoding.Uncompressed,
            "8.1" => FrameCoding.Deflated,
            "5" => FrameCoding.Rle,
            "4.50" or "4.51" or "4.53" or "4.55" or "4.57" or "4.70" => FrameCoding.Jpeg,
            "4.80" or "4.81" => FrameCoding.JpegLs,
            "4.90" or "4.91" or "4.92" or "4.93" or "4.201" or "4.202" or "4.203" => FrameCoding.Jpeg2000,
            _ => FrameCoding.None,
        }
        : FrameCoding.None;

    /// <summary>True where <paramref name="bytes"/> begin as a frame does; null where every fragment may be one (RLE: PS3.5 A.4.2).</summary>
    public static bool? BeginsFrame(FrameCoding coding, ReadOnlySpan<byte> bytes) => coding switch
    {
        FrameCoding.Jpeg or FrameCoding.JpegLs => bytes is [0xFF, 0xD8, 0xFF, ..],
        FrameCoding.Jpeg2000 => bytes is [0xFF, 0x4F, 0xFF, 0x51, ..] or [0, 0, 0, 0x0C, (byte)'j', (byte)'P', ..],
        _ => null,
    };
}

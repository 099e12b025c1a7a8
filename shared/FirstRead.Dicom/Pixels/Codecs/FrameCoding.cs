using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Pixels.Codecs;

/// <summary>The kinds of encapsulated frames that there is a decoder for.</summary>
public enum FrameCoding
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
public static class FrameCodings
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
    internal static bool? BeginsFrame(FrameCoding coding, ReadOnlySpan<byte> bytes) => coding switch
    {
        FrameCoding.Jpeg or FrameCoding.JpegLs => bytes is [0xFF, 0xD8, 0xFF, ..],
        FrameCoding.Jpeg2000 => bytes is [0xFF, 0x4F, 0xFF, 0x51, ..] or [0, 0, 0, 0x0C, (byte)'j', (byte)'P', ..],
        _ => null,
    };

    /// <summary>
    /// Where a codestream begins right behind the end of another (padding between them aside), or -1. Within one, FF D9
    /// cannot stand: entropy-coded data stuff it (T.81 B.1.1.5, T.87 A.1, ISO/IEC 15444-1 B.10.1).
    /// </summary>
    internal static int NextFrame(FrameCoding coding, ReadOnlySpan<byte> bytes)
    {
        if (coding < FrameCoding.Jpeg) return -1;
        ReadOnlySpan<byte> end = [0xFF, 0xD9];
        for (var at = 0; bytes[at..].IndexOf(end) is var found && found >= 0;)
        {
            at += found + 2;
            var next = at;
            while (next < bytes.Length && next < at + 2 && bytes[next] == 0) next++;
            if (BeginsFrame(coding, bytes[next..]) == true) return next;
        }
        return -1;
    }
}

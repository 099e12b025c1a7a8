using FirstRead.Core.Deidentification.Pixels;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Deidentification.Codestreams;

/// <summary>What encapsulated frames are made of (PS3.5 A.4).</summary>
internal enum CodestreamKind
{
    /// <summary>Video, and whatever is newer than this list.</summary>
    Unknown,
    Uncompressed,
    Deflated,
    Rle,
    Jpeg,
    JpegLs,
    Jpeg2000,
}

internal static class CodestreamKinds
{
    private const string Root = "1.2.840.10008.1.2.";

    /// <summary>Null where frames can be cleaned, or are none.</summary>
    public static PixelHold? Hold(TransferSyntax syntax) => syntax.IsEncapsulated && Of(syntax) == CodestreamKind.Unknown
        ? PixelDecision.ToHold(PixelHoldReasons.CannotDecode, $"what else frames of {syntax.Name} may hold is not known here")
        : null;

    public static CodestreamKind Of(TransferSyntax syntax)
    {
        if (!syntax.Uid.StartsWith(Root, StringComparison.Ordinal))
            return CodestreamKind.Unknown;
        return syntax.Uid[Root.Length..] switch
        {
            "1.98" => CodestreamKind.Uncompressed,
            "8.1" => CodestreamKind.Deflated,
            "5" => CodestreamKind.Rle,
            "4.80" or "4.81" => CodestreamKind.JpegLs,
            "4.90" or "4.91" or "4.92" or "4.93" or "4.201" or "4.202" or "4.203" => CodestreamKind.Jpeg2000,
            // All processes of T.81, the retired ones too: their segments are of one form.
            ['4', '.', '5' or '6' or '7', _] => CodestreamKind.Jpeg,
            _ => CodestreamKind.Unknown,
        };
    }
}

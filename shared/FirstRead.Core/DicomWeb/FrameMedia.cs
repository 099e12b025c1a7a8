using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.DicomWeb;

/// <summary>Media types of frames (PS3.18 table 8.7.3-5) and which of them an Accept header means.</summary>
/// <param name="Type">E.g. <c>image/jpeg</c>.</param>
/// <param name="Decode">Not as stored: decoded to Explicit VR Little Endian.</param>
public sealed record FrameMedia(string Type, string TransferSyntax, bool Decode, bool IsMultipart)
{
    public const string Octets = "application/octet-stream";

    /// <summary>The best that is asked for and can be had; null where there is none (406).</summary>
    /// <param name="count">Frames: several come as multipart alone.</param>
    public static FrameMedia? Choose(IReadOnlyList<MediaRange> accepted, TransferSyntax stored, PixelDescription description, int count)
    {
        var asStored = Stored(stored);
        foreach (var range in accepted)
        {
            var multipart = range.IsMultipart || range.Type == "*/*" || count > 1;
            if (count > 1 && !range.IsMultipart && range.Type != "*/*")
                continue;
            // Without a transfer syntax, octets are Explicit VR Little Endian (8.7.3.5.2), and a type of an image is the stored one's.
            var syntax = range.TransferSyntax ?? (asStored.Type != Octets && range.Covers(asStored.Type) ? stored.Uid : Dicom.Registry.TransferSyntax.ExplicitLittleEndian.Uid);
            if ((syntax == "*" || syntax == asStored.TransferSyntax) && (range.Covers(asStored.Type) || range.Covers(Octets)))
                return asStored with { IsMultipart = multipart };
            if (syntax is "*" or "1.2.840.10008.1.2.1" && range.Covers(Octets) && CanShowDecoded(stored, description))
                return new FrameMedia(Octets, Dicom.Registry.TransferSyntax.ExplicitLittleEndian.Uid, Decode: true, multipart);
        }
        return null;
    }

    /// <summary>Decoded samples must be what the metadata say: colours that a codec keeps otherwise, or plane by plane, are handed out as stored alone.</summary>
    private static bool CanShowDecoded(TransferSyntax stored, PixelDescription description) =>
        StoredFrames.CanDecode(stored) && (description.SamplesPerPixel == 1 || !description.IsPlanar && FrameDecoder.Describe(description, stored).Photometric == description.Photometric);

    /// <summary>Native frames are those of Explicit VR Little Endian, whatever their file's encoding: samples have no VR, and are handed out little endian.</summary>
    private static FrameMedia Stored(TransferSyntax stored) => stored.IsEncapsulated
        ? new(TypeOf(stored.Uid), stored.Uid, Decode: false, IsMultipart: true)
        : new(Octets, Dicom.Registry.TransferSyntax.ExplicitLittleEndian.Uid, Decode: false, IsMultipart: true);

    private static string TypeOf(string syntax) => syntax switch
    {
        "1.2.840.10008.1.2.5" => "image/dicom-rle",
        "1.2.840.10008.1.2.4.80" or "1.2.840.10008.1.2.4.81" => "image/jls",
        "1.2.840.10008.1.2.4.90" or "1.2.840.10008.1.2.4.91" => "image/jp2",
        "1.2.840.10008.1.2.4.92" or "1.2.840.10008.1.2.4.93" => "image/jpx",
        "1.2.840.10008.1.2.4.201" or "1.2.840.10008.1.2.4.202" or "1.2.840.10008.1.2.4.203" => "image/jphc",
        "1.2.840.10008.1.2.4.110" or "1.2.840.10008.1.2.4.111" or "1.2.840.10008.1.2.4.112" => "image/jxl",
        _ when syntax.StartsWith("1.2.840.10008.1.2.4.10", StringComparison.Ordinal) => Octets,
        _ when syntax.StartsWith("1.2.840.10008.1.2.4.", StringComparison.Ordinal) => "image/jpeg",
        _ => Octets,
    };
}

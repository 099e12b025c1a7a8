using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Pixels.Codecs;
using FirstRead.Dicom.Registry;
using FirstRead.Dicom.Writing;

namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>
/// How blanked frames are written: native ones as they were, encapsulated ones as RLE Lossless, for to compress with loss a
/// second time would change what is left; samples of one bit, which RLE does not take, without compression.
/// </summary>
internal sealed class CleanedPixels(PixelSpool spool, DicomDataset original, IReadOnlyList<PixelBox> blank)
{
    private static readonly HashSet<string> LossySyntaxes =
    [
        "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.81", "1.2.840.10008.1.2.4.91", "1.2.840.10008.1.2.4.93", "1.2.840.10008.1.2.4.203",
    ];

    public static TransferSyntax SyntaxFor(TransferSyntax syntax, DicomDataset header) =>
        !syntax.IsEncapsulated ? syntax
        : header.GetInt(Tags.BitsAllocated) is 8 or 16 or 32 ? TransferSyntax.RleLossless
        : TransferSyntax.ExplicitLittleEndian;

    /// <summary>Makes the header say what the pixels now are.</summary>
    /// <param name="syntax">Of the original.</param>
    public void Describe(DicomDataset clean, TransferSyntax syntax)
    {
        var description = syntax.IsEncapsulated ? Decoded() : PixelDescription.From(original);
        clean.Add(Tags.PhotometricInterpretation, description.Photometric);
        if (description.SamplesPerPixel > 1)
            clean.Add(Tags.PlanarConfiguration, 0);
        clean.Remove(Tags.SmallestImagePixelValue);
        clean.Remove(Tags.LargestImagePixelValue);
        // Loss is not undone by another coding (PS3.3 C.7.6.1.1.5).
        if (LossySyntaxes.Contains(syntax.Uid) && clean.GetString(Tags.LossyImageCompression) != "01")
            clean.Add(Tags.LossyImageCompression, "01");
    }

    /// <summary>By the codestream too: where JPEG holds YBR under a header that says RGB, the new header must say YBR.</summary>
    private PixelDescription Decoded()
    {
        using var reader = SpooledPixels.Open(spool);
        return FrameReader.Open(reader).Description;
    }

    public void WriteTo(DicomWriter writer)
    {
        using var reader = SpooledPixels.Open(spool);
        var frames = FrameReader.Open(reader);
        var blanker = FrameBlanker.Of(original, frames.Description)!;
        if (writer.TransferSyntax.IsEncapsulated)
        {
            writer.StartFragments(Tags.PixelData);
            writer.WriteFragment([]);
            while (Next(frames, blanker))
                writer.WriteFragment(RleEncoder.Encode(frames.Frame, frames.Description));
            writer.EndFragments();
            return;
        }
        using var value = writer.OpenValue(Tags.PixelData, frames.Description.BitsAllocated > 8 ? Vr.OW : Vr.OB, frames.Description.FrameBytes * frames.Description.Frames);
        while (Next(frames, blanker))
            value.Write(frames.Frame);
    }

    private bool Next(FrameReader frames, FrameBlanker blanker)
    {
        if (!frames.Read())
            return false;
        blanker.Fill(frames.Frame, blank);
        blanker.ClearUnused(frames.Frame);
        return true;
    }
}

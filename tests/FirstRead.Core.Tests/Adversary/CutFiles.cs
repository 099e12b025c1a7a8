using FirstRead.Adversary.Marking;
using FirstRead.Dicom;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Tests.Adversary;

/// <summary>
/// Which cuts no reader can see: between two top-level elements of an object that is no image, and behind the pixels, where
/// only padding and signatures may follow. The manifest's SHA-256 sees them.
/// </summary>
internal static class CutFiles
{
    /// <summary>Whether a file that ends at this byte is whole as far as it can tell itself.</summary>
    public static bool MayPass(byte[] file, int length)
    {
        using var reader = new DicomReader(new MemoryStream(file), new ReadLimits { RequirePixels = false });
        // Its offsets are of inflated bytes. Some writers leave a checksum behind the deflate stream, which may be cut.
        if (reader.TransferSyntax.IsDeflated)
            return DeflatedPart.Inflate(file.AsSpan(0, length)) is { } part && part.AsSpan().SequenceEqual(DeflatedPart.Inflate(file));
        var (hasPixels, isImage) = (false, SopClasses.IsImageStorage(reader.FileMeta.MediaStorageSopClassUid));
        try
        {
            while (reader.Read())
            {
                if (reader.Depth != 0 || reader.Kind is DicomTokenKind.SequenceEnd or DicomTokenKind.FragmentsEnd)
                    continue;
                // A header of a big-endian file begins with zeros, which may be padding.
                if (reader.Offset <= length && !file.AsSpan((int)reader.Offset, length - (int)reader.Offset).ContainsAnyExcept((byte)0))
                    return hasPixels || !isImage;
                isImage |= reader.Tag == Tags.Rows;
                hasPixels |= reader.Tag == Tags.PixelData || reader.Tag == Tags.FloatPixelData || reader.Tag == Tags.DoubleFloatPixelData || reader.Tag == Tags.SpectroscopyData || reader.Tag == Tags.PixelDataProviderURL;
            }
        }
        catch (DicomException)
        {
            return false;
        }
        // Zeros behind the last element may be left out or cut.
        return length >= reader.Offset;
    }
}

using FirstRead.Core.Deidentification.Codestreams;
using FirstRead.Core.Intake;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Deidentification;

/// <summary>
/// Which elements of group 7FE0 an object of this header can have. What is called pixels in an object without a picture may
/// be anything, a letter to the patient for one.
/// </summary>
internal sealed class PixelElements(DicomDataset header, string sopClass)
{
    private readonly bool isImage = SopClasses.IsImageStorage(sopClass) || header.Contains(Tags.Rows);
    private readonly bool isPicture = header.GetInt(Tags.Rows) > 0 && header.GetInt(Tags.Columns) > 0 && header.GetInt(Tags.BitsAllocated) > 0;
    private readonly int frames = Math.Max(1, header.GetInt(Tags.NumberOfFrames) ?? 1);

    /// <param name="reader">Stands on the element.</param>
    /// <exception cref="InstanceRefusedException">It is the picture of an image, and nothing says how it is to be read.</exception>
    public bool Admit(DicomReader reader)
    {
        if (IsAdmitted(reader))
            return true;
        if (isImage && (reader.Tag == Tags.PixelData || reader.Tag == Tags.FloatPixelData || reader.Tag == Tags.DoubleFloatPixelData))
            throw new InstanceRefusedException(RefusalCodes.Malformed, $"{reader.Tag} does not fit what the header says of the pixels.");
        return false;
    }

    private bool IsAdmitted(DicomReader reader)
    {
        var tag = reader.Tag;
        var native = reader.Kind == DicomTokenKind.Element;
        if (!isPicture)
            return false;
        if (tag == Tags.PixelData)
            return native || reader.TransferSyntax.IsEncapsulated;
        // PS3.3 C.7.6.24, C.7.6.25: samples of 32 and 64 bits, with no bits stored said.
        if (tag == Tags.FloatPixelData || tag == Tags.DoubleFloatPixelData)
            return native && !header.Contains(Tags.BitsStored) && header.GetInt(Tags.BitsAllocated) == (tag == Tags.FloatPixelData ? 32 : 64) && reader.Length <= HeaderFacts.NativePixelBytes(header);
        if (tag == Tags.ExtendedOffsetTable || tag == Tags.ExtendedOffsetTableLengths)
            return native && reader.TransferSyntax.IsEncapsulated && reader.Length == 8L * frames && IsTable(reader.ReadValue(), tag == Tags.ExtendedOffsetTable);
        return false;
    }

    private bool IsTable(ReadOnlySpan<byte> value, bool ofOffsets) => ofOffsets
        ? OffsetTables.AreOffsets(value, 8, HeaderFacts.NativeFrameBytes(header))
        : OffsetTables.AreLengths(value, 8, HeaderFacts.NativeFrameBytes(header));
}

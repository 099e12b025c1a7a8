using System.Buffers.Binary;
using System.Text;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Reading;

/// <summary>
/// Notes what of a data set's top level tells whether it is whole. A file that was cut between two elements parses
/// well; what gives it away is that an image has no pixels, which stand last but for padding and signatures.
/// </summary>
internal sealed class CompletenessCheck
{
    private bool _isImage;
    private bool _hasRows;
    private bool _hasPixels;

    public int BitsAllocated { get; private set; }

    public bool HasSignedPixels { get; private set; }

    public bool LacksPixels => (_isImage || _hasRows) && !_hasPixels;

    public void Note(FileMeta meta) => _isImage = SopClasses.IsImageStorage(meta.MediaStorageSopClassUid);

    public void Note(DicomReader reader)
    {
        var tag = reader.Tag;
        if (tag == Tags.SOPClassUID && reader.Length <= 64) _isImage |= SopClasses.IsImageStorage(Uid(reader.ReadValue()));
        else if (tag == Tags.Rows) _hasRows = true;
        else if (tag == Tags.BitsAllocated) BitsAllocated = Number(reader);
        else if (tag == Tags.PixelRepresentation) HasSignedPixels = Number(reader) == 1;
        else if (tag == Tags.PixelDataProviderURL || tag == Tags.SpectroscopyData || tag == Tags.FloatPixelData
            || tag == Tags.DoubleFloatPixelData || tag == Tags.PixelData) _hasPixels = true;
    }

    private static string Uid(ReadOnlySpan<byte> value) => Encoding.ASCII.GetString(value).TrimEnd('\0', ' ');

    private static int Number(DicomReader reader) =>
        reader.Length == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(reader.ReadValue()) : 0;
}

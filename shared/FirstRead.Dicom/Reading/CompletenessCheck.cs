using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Reading;

/// <summary>
/// Notes what of a data set's top level tells whether it is whole. A file that was cut between two elements parses
/// well; what gives it away is that what its class is for, such as an image's pixels, is missing.
/// </summary>
internal sealed class CompletenessCheck
{
    private DicomTag? _required;
    private bool _hasRows;
    private bool _hasPixels;
    private bool _hasRequired;
    private long _rows;
    private long _columns;
    private long _samples = 1;
    private long _frames = 1;
    private bool _isSubsampled;
    private long? _nativeBytes;
    private bool _isEncapsulated;

    public int BitsAllocated { get; private set; }

    public bool HasSignedPixels { get; private set; }

    public bool LacksContent => _required is { } tag && tag != Tags.PixelData ? !_hasRequired : (_required is not null || _hasRows) && !_hasPixels;

    /// <summary>Native pixels that are fewer bytes than the header promises (PS3.5 8.1.1).</summary>
    public bool HasShortPixels => _nativeBytes is { } bytes && PromisedBytes is { } promised && bytes < promised;

    /// <summary>The pixel data are behind us, and are all that the header promises: what follows is an extra.</summary>
    public bool HasAllPixels => _isEncapsulated || _nativeBytes is { } bytes && PromisedBytes is { } promised && bytes >= promised;

    private long? PromisedBytes
    {
        get
        {
            if (_rows == 0 || _columns == 0 || BitsAllocated is 0 or > 64) return null;
            var samples = _isSubsampled ? 2 : Math.Clamp(_samples, 1, 4);
            // Within what a double is sure of, the product of whole numbers is exact; beyond, no file is so large.
            return (double)_rows * _columns * _frames * BitsAllocated * samples < long.MaxValue / 2
                ? (_rows * _columns * _frames * BitsAllocated * samples + 7) / 8
                : long.MaxValue;
        }
    }

    public void Note(FileMeta meta) => Require(meta.MediaStorageSopClassUid);

    public void Note(DicomReader reader)
    {
        var tag = reader.Tag;
        if (tag == Tags.SOPClassUID && reader.Length is > 0 and <= 64) Require(Text(reader));
        else if (tag == Tags.Rows) (_hasRows, _rows) = (true, Number(reader));
        else if (tag == Tags.Columns) _columns = Number(reader);
        else if (tag == Tags.SamplesPerPixel) _samples = Number(reader);
        else if (tag == Tags.BitsAllocated) BitsAllocated = Number(reader);
        else if (tag == Tags.PixelRepresentation) HasSignedPixels = Number(reader) == 1;
        else if (tag == Tags.PhotometricInterpretation && reader.Length is > 0 and <= 16) _isSubsampled = Text(reader).EndsWith("_422", StringComparison.Ordinal);
        else if (tag == Tags.NumberOfFrames && reader.Length is > 0 and <= 16)
            _frames = int.TryParse(Text(reader), NumberStyles.Integer, CultureInfo.InvariantCulture, out var frames) && frames > 0 ? frames : 1;
        else if (tag == Tags.PixelData)
        {
            _hasPixels = true;
            if (reader.Kind == DicomTokenKind.FragmentsStart) _isEncapsulated = true;
            else _nativeBytes = reader.Length;
        }
        else if (tag == Tags.PixelDataProviderURL || tag == Tags.SpectroscopyData || tag == Tags.FloatPixelData || tag == Tags.DoubleFloatPixelData)
            _hasPixels = true;
        if (tag == _required) _hasRequired = true;
    }

    private void Require(string? sopClass) => _required = SopClasses.ContentOf(sopClass) ?? _required;

    private static string Text(DicomReader reader) =>
        reader.Kind == DicomTokenKind.Element ? Encoding.ASCII.GetString(reader.ReadValue()).Trim('\0', ' ') : "";

    private static int Number(DicomReader reader) =>
        reader.Kind == DicomTokenKind.Element && reader.Length == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(reader.ReadValue()) : 0;
}

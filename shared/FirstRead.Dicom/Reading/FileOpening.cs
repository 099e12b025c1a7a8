using System.Buffers.Binary;
using System.Text;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Reading;

/// <summary>
/// The part of a file before its data set: preamble, prefix and file meta information (PS3.10 7.1), any of which
/// real files lack.
/// </summary>
internal sealed class FileOpening(ByteSource source, ReadLimits limits, WarningList warnings)
{
    private const int LongestKept = 4096;

    private readonly List<DicomElement> _elements = [];

    public FileMeta Read()
    {
        var hasPreamble = HasPreamble();
        if (hasPreamble) source.Take(132);
        else warnings.Add(DicomWarningCodes.NoPreamble, default, 0);
        if (!hasPreamble && source.Ensure(4) && source.Available.StartsWith("DICM"u8)) source.Take(4);
        ReadGroup2();

        var offset = source.Position;
        var hasMeta = _elements.Count > 0;
        if (!hasMeta) warnings.Add(DicomWarningCodes.NoMeta, default, offset);
        if (!source.Ensure(8))
        {
            throw hasPreamble || hasMeta
                ? new DicomException(DicomErrorCodes.Truncated, "The file ends before its data set", null, offset)
                : new DicomException(DicomErrorCodes.NotDicom, "Too short for a DICOM file");
        }
        var declared = Text(Tags.TransferSyntaxUID);
        var actual = SyntaxGuess.Of(source.Available, declared, hasPreamble || hasMeta, offset);
        var isGuessed = declared != actual.Uid;
        if (isGuessed) warnings.Add(DicomWarningCodes.TransferSyntaxGuessed, Tags.TransferSyntaxUID, offset);
        return new FileMeta
        {
            HasPreamble = hasPreamble,
            TransferSyntax = actual,
            IsGuessed = isGuessed,
            MediaStorageSopClassUid = Text(Tags.MediaStorageSOPClassUID),
            MediaStorageSopInstanceUid = Text(Tags.MediaStorageSOPInstanceUID),
            ImplementationClassUid = Text(Tags.ImplementationClassUID),
            ImplementationVersionName = Text(Tags.ImplementationVersionName),
            SourceApplicationEntityTitle = Text(Tags.SourceApplicationEntityTitle),
            Elements = _elements,
        };
    }

    /// <summary>"DICM" may also stand there by chance, in a data set that begins at once.</summary>
    private bool HasPreamble()
    {
        if (!source.Ensure(132) || !source.Available[128..132].SequenceEqual("DICM"u8)) return false;
        if (!source.Ensure(140) || ElementHeader.PeekTag(source.Available[132..], false).Group == 2) return true;
        return !SyntaxGuess.IsLikelyFirst(ElementHeader.PeekTag(source.Available, false));
    }

    /// <summary>
    /// Explicit little endian by PS3.10 7.1, other encodings in some files; read by its tags, for its group length is
    /// often wrong.
    /// </summary>
    private void ReadGroup2()
    {
        var start = source.Position;
        var isBigEndian = source.Ensure(8) && ElementHeader.PeekTag(source.Available, true).Group == 2;
        long? end = null;
        while (source.Ensure(8) && ElementHeader.PeekTag(source.Available, isBigEndian).Group == 2)
        {
            var offset = source.Position;
            var encoding = new HeaderEncoding(ElementHeader.LooksLikeVr(source.Available[4..]), isBigEndian);
            var header = ElementHeader.Read(source, encoding);
            if (encoding != HeaderEncoding.ExplicitLittle) warnings.Add(DicomWarningCodes.MetaEncoding, header.Tag, offset);
            if (header.Length is < 0 || header.Length > limits.MaxMetaBytes || offset - start > limits.MaxMetaBytes || _elements.Count >= limits.MaxMetaElements)
                throw new DicomException(DicomErrorCodes.LimitExceeded, "The file meta information is too long", header.Tag, offset);
            var value = ReadMetaValue(header, offset, isBigEndian);
            _elements.Add(new DicomElement(header.Tag, header.Vr, value));
            if (header.Tag.IsGroupLength && value.Length == 4) end = source.Position + BinaryPrimitives.ReadUInt32LittleEndian(value);
        }
        if (_elements.Count > 0 && end != source.Position) warnings.Add(DicomWarningCodes.MetaLength, Tags.FileMetaInformationGroupLength, start);
    }

    private byte[] ReadMetaValue(ElementHeader header, long offset, bool isBigEndian)
    {
        var value = new byte[header.Length <= LongestKept ? header.Length : 0];
        for (var left = (int)header.Length; left > 0;)
        {
            var count = Math.Min(left, value.Length > 0 ? left : source.Capacity);
            if (!source.Ensure(count)) throw new DicomException(DicomErrorCodes.Truncated, "The file ends in a value", header.Tag, offset);
            var bytes = source.Take(count);
            if (value.Length > 0) bytes.CopyTo(value);
            left -= count;
        }
        if (isBigEndian) ByteOrder.Swap(value, header.Vr.SwapWidth());
        return value;
    }

    /// <summary>The last one counts, as everywhere that a file says something twice about itself.</summary>
    private string? Text(DicomTag tag) =>
        _elements.FindLast(element => element.Tag == tag) is { Value.Length: <= 256 } element && element.Vr.IsText()
        && Encoding.ASCII.GetString(element.Value.Span).Trim(' ', '\0') is { Length: > 0 } text ? text : null;
}

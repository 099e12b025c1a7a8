using System.Text;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Reading;

/// <summary>
/// The part of a file before its data set: preamble, prefix and file meta information (PS3.10 7.1), any of which
/// real files lack.
/// </summary>
internal sealed class FileOpening(ByteSource source, ReadLimits limits, Action<DicomWarning> warn)
{
    private readonly Dictionary<ushort, string> _texts = [];

    public FileMeta Read()
    {
        var hasPreamble = HasPreamble();
        if (hasPreamble) source.Take(132);
        else warn(new DicomWarning(DicomWarningCodes.NoPreamble, default, 0));
        ReadGroup2();

        var offset = source.Position;
        var hasMeta = _texts.Count > 0;
        if (!source.Ensure(8))
        {
            throw hasPreamble || hasMeta
                ? new DicomException(DicomErrorCodes.Truncated, "The file ends before its data set", null, offset)
                : new DicomException(DicomErrorCodes.NotDicom, "Too short for a DICOM file");
        }
        var declared = Text(Tags.TransferSyntaxUID);
        var syntax = declared is null ? null : Known(declared, offset);
        var actual = syntax is { IsDeflated: true } ? syntax : Guess(source.Available, syntax, hasPreamble || hasMeta);
        if (actual != syntax) warn(new DicomWarning(DicomWarningCodes.TransferSyntaxGuessed, Tags.TransferSyntaxUID, offset));
        return new FileMeta
        {
            HasPreamble = hasPreamble,
            TransferSyntax = actual,
            IsGuessed = actual != syntax,
            MediaStorageSopClassUid = Text(Tags.MediaStorageSOPClassUID),
            MediaStorageSopInstanceUid = Text(Tags.MediaStorageSOPInstanceUID),
            ImplementationClassUid = Text(Tags.ImplementationClassUID),
            ImplementationVersionName = Text(Tags.ImplementationVersionName),
            SourceApplicationEntityTitle = Text(Tags.SourceApplicationEntityTitle),
        };
    }

    /// <summary>"DICM" may also stand there by chance, in a data set that begins at once.</summary>
    private bool HasPreamble()
    {
        if (!source.Ensure(132) || !source.Available[128..132].SequenceEqual("DICM"u8)) return false;
        if (!source.Ensure(140) || ElementHeader.PeekTag(source.Available[132..], false).Group == 2) return true;
        return !IsLikelyFirst(ElementHeader.PeekTag(source.Available, false));
    }

    /// <summary>Always explicit little endian; read by its tags, for its group length is often wrong.</summary>
    private void ReadGroup2()
    {
        var start = source.Position;
        while (source.Ensure(8) && ElementHeader.PeekTag(source.Available, false).Group == 2)
        {
            var offset = source.Position;
            var encoding = ElementHeader.LooksLikeVr(source.Available[4..]) ? HeaderEncoding.ExplicitLittle : HeaderEncoding.ImplicitLittle;
            var header = ElementHeader.Read(source, encoding);
            if (header.Length is < 0 || header.Length > limits.MaxMetaBytes || offset - start > limits.MaxMetaBytes)
                throw new DicomException(DicomErrorCodes.LimitExceeded, "The file meta information is too long", header.Tag, offset);
            ReadMetaValue(header, offset);
        }
    }

    private void ReadMetaValue(ElementHeader header, long offset)
    {
        var keep = header.Length <= 256 && header.Vr.IsText();
        for (var left = (int)header.Length; left > 0;)
        {
            var count = Math.Min(left, keep ? left : source.Capacity);
            if (!source.Ensure(count)) throw new DicomException(DicomErrorCodes.Truncated, "The file ends in a value", header.Tag, offset);
            var bytes = source.Take(count);
            if (keep) _texts[header.Tag.Element] = Encoding.ASCII.GetString(bytes).Trim(' ', '\0');
            left -= count;
        }
    }

    private string? Text(DicomTag tag) => _texts.GetValueOrDefault(tag.Element) is { Length: > 0 } text ? text : null;

    private static TransferSyntax Known(string uid, long offset) =>
        TransferSyntax.Find(uid) is { IsReadable: true } syntax
            ? syntax
            : throw new DicomException(DicomErrorCodes.UnsupportedTransferSyntax, "No reader for the transfer syntax", Tags.TransferSyntaxUID, offset);

    /// <summary>
    /// What the first element says; implicit little endian is DICOM's default (PS3.5 10.1). A declared syntax is believed unless that element contradicts it; an undeclared
    /// one needs a first element of a kind that data sets begin with, so that a text file does not pass for DICOM.
    /// </summary>
    private static TransferSyntax Guess(ReadOnlySpan<byte> head, TransferSyntax? declared, bool isDicom)
    {
        var isExplicit = ((Vr)(head[4] | head[5] << 8)).IsDefined();
        if (declared is not null)
        {
            if (declared.IsExplicit == isExplicit || declared.IsBigEndian) return declared;
            if (!isExplicit && ElementHeader.LooksLikeVr(head[4..])) return declared;
            if (isExplicit) return TransferSyntax.ExplicitLittleEndian;
            return declared.IsEncapsulated || DicomDictionary.Find(ElementHeader.PeekTag(head, false)) is null
                ? declared
                : TransferSyntax.ImplicitLittleEndian;
        }
        var little = ElementHeader.PeekTag(head, false);
        var big = ElementHeader.PeekTag(head, true);
        if (isExplicit && IsLikelyFirst(little)) return TransferSyntax.ExplicitLittleEndian;
        if (isExplicit && IsLikelyFirst(big)) return TransferSyntax.ExplicitBigEndian;
        if (isDicom) return TransferSyntax.ImplicitLittleEndian;
        if (IsLikelyFirst(little) && head[6] == 0 && head[7] == 0) return TransferSyntax.ImplicitLittleEndian;
        throw new DicomException(DicomErrorCodes.NotDicom, "Neither a DICOM file nor a data set begins like this");
    }

    private static bool IsLikelyFirst(DicomTag tag) =>
        tag.Group is >= 0x0008 and <= 0x0040 && (tag.IsGroupLength || DicomDictionary.Find(tag) is not null);
}

using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Reading;

/// <summary>
/// Which transfer syntax a data set is in, by what the file says and by its first element. What is said is believed
/// unless that element contradicts it; where nothing is said the first element must be of a kind that data sets
/// begin with, so that a text file does not pass for DICOM.
/// </summary>
internal static class SyntaxGuess
{
    /// <param name="head">The data set's first 8 bytes or more.</param>
    /// <param name="declared">The file's Transfer Syntax UID; null where it has none.</param>
    /// <param name="isDicom">Whether a preamble or meta information came before.</param>
    public static TransferSyntax Of(ReadOnlySpan<byte> head, string? declared, bool isDicom, long offset)
    {
        if (declared is null) return Guess(head, isDicom) ?? throw new DicomException(DicomErrorCodes.NotDicom, "Neither a DICOM file nor a data set begins like this");
        var syntax = TransferSyntax.Find(declared);
        if (syntax is { IsReadable: true }) return Check(head, syntax);

        // A name for no file's encoding on a data set that is plainly one.
        if (syntax is not null && Guess(head, false) is { } recognised) return recognised;
        throw new DicomException(DicomErrorCodes.UnsupportedTransferSyntax, $"No reader for the transfer syntax {Name(declared, syntax)}", Tags.TransferSyntaxUID, offset);
    }

    /// <summary>
    /// Whether a deflated data set has the header of RFC 1950 before its stream, as PS3.5 A.5 does not want it. Without one
    /// such a first byte would begin a stored block, whose length stands twice (RFC 1951 3.2.4).
    /// </summary>
    public static bool IsZlib(ReadOnlySpan<byte> head) =>
        (head[0] & 0x8F) == 8 && (head[0] << 8 | head[1]) % 31 == 0 && (head[1] ^ head[3] ^ 0xFF | head[2] ^ head[4] ^ 0xFF) != 0;

    public static bool IsLikelyFirst(DicomTag tag) =>
        tag.Group is >= 0x0008 and <= 0x0040 && (tag.IsGroupLength || DicomDictionary.Find(tag) is not null);

    private static TransferSyntax Check(ReadOnlySpan<byte> head, TransferSyntax declared)
    {
        var little = ElementHeader.PeekTag(head, false);
        var hasVr = HasVr(head);
        if (declared.IsDeflated) return hasVr && IsLikelyFirst(little) ? TransferSyntax.ExplicitLittleEndian : declared;
        if (hasVr)
        {
            var isBig = !IsLikelyFirst(little) && IsLikelyFirst(ElementHeader.PeekTag(head, true));
            if (declared.IsBigEndian) return isBig || !IsLikelyFirst(little) ? declared : TransferSyntax.ExplicitLittleEndian;
            if (isBig && !declared.IsEncapsulated) return TransferSyntax.ExplicitBigEndian;
            return declared.IsExplicit ? declared : TransferSyntax.ExplicitLittleEndian;
        }
        if (!declared.IsExplicit || declared.IsEncapsulated || ElementHeader.LooksLikeVr(head[4..])) return declared;
        return DicomDictionary.Find(little) is null ? declared : TransferSyntax.ImplicitLittleEndian;
    }

    private static TransferSyntax? Guess(ReadOnlySpan<byte> head, bool isDicom)
    {
        var little = ElementHeader.PeekTag(head, false);
        if (HasVr(head) && IsLikelyFirst(little)) return TransferSyntax.ExplicitLittleEndian;
        if (HasVr(head) && IsLikelyFirst(ElementHeader.PeekTag(head, true))) return TransferSyntax.ExplicitBigEndian;

        // Implicit little endian is DICOM's default (PS3.5 10.1).
        return isDicom || IsLikelyFirst(little) && head[6] == 0 && head[7] == 0 ? TransferSyntax.ImplicitLittleEndian : null;
    }

    private static bool HasVr(ReadOnlySpan<byte> head) => ((Vr)(head[4] | head[5] << 8)).IsDefined();

    /// <summary>Messages are logged: only what a UID can be is repeated (PS3.5 9.1).</summary>
    private static string Name(string uid, TransferSyntax? syntax)
    {
        if (syntax is not null) return syntax.ToString();
        return uid.Length > 64 || !uid.All(character => char.IsAsciiDigit(character) || character == '.') ? "that it names" : $"{uid}, which PS3.6 does not register";
    }
}

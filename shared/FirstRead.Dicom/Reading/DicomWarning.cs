namespace FirstRead.Dicom.Reading;

/// <summary>Something wrong that could be read all the same. Holds no value.</summary>
/// <param name="Code">One of <see cref="DicomWarningCodes"/>.</param>
public readonly record struct DicomWarning(string Code, DicomTag Tag, long Offset)
{
    public override string ToString() => $"{Code} {(Tag == default ? "" : $"at {Tag}, ")}byte {Offset}";
}

/// <summary>The words are stable; docs/dicom.md says of each what is done.</summary>
public static class DicomWarningCodes
{
    public const string NoPreamble = "no-preamble";
    public const string NoMeta = "no-meta";
    public const string MetaEncoding = "meta-encoding";
    public const string MetaLength = "meta-length";
    public const string TransferSyntaxGuessed = "transfer-syntax-guessed";
    public const string ZlibHeader = "zlib-header";
    public const string OddLength = "odd-length";
    public const string UnknownVr = "unknown-vr";
    public const string WrongVr = "wrong-vr";
    public const string UnVr = "un-vr";
    public const string ImplicitElement = "implicit-element";
    public const string ExplicitItem = "explicit-item";
    public const string StrayDelimiter = "stray-delimiter";
    public const string DelimiterLength = "delimiter-length";
    public const string TagOrder = "tag-order";
    public const string DuplicateTag = "duplicate-tag";
    public const string PrivateWithoutCreator = "private-without-creator";
    public const string FragmentsInNative = "fragments-in-native";
    public const string NoPixelData = "no-pixel-data";
    public const string ShortPixelData = "short-pixel-data";
    public const string TrailingPadding = "trailing-padding";
    public const string TrailingBytes = "trailing-bytes";

    // Of text, which is decoded by those who want it, not by the reader.
    public const string UnknownCharacterSet = "unknown-character-set";
    public const string UndecodableText = "undecodable-text";
    public const string UndeclaredEscape = "undeclared-escape";
}

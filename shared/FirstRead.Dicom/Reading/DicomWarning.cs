namespace FirstRead.Dicom.Reading;

/// <summary>Something wrong that could be read all the same. Holds no value.</summary>
/// <param name="Code">One of <see cref="DicomWarningCodes"/>.</param>
public readonly record struct DicomWarning(string Code, DicomTag Tag, long Offset);

public static class DicomWarningCodes
{
    public const string NoPreamble = "no-preamble";
    public const string TransferSyntaxGuessed = "transfer-syntax-guessed";
    public const string OddLength = "odd-length";
    public const string UnknownVr = "unknown-vr";
    public const string TrailingPadding = "trailing-padding";
    public const string TagOrder = "tag-order";
}

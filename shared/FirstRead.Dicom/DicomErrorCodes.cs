namespace FirstRead.Dicom;

/// <summary>
/// Why bytes were refused. These words are stored and shown to uploaders, so they never change;
/// those that intake uses are spelled there alike.
/// </summary>
public static class DicomErrorCodes
{
    public const string NotDicom = "not-dicom";
    public const string Truncated = "truncated";
    public const string Malformed = "malformed";
    public const string LimitExceeded = "limit-exceeded";
    public const string UnsupportedTransferSyntax = "unsupported-transfer-syntax";

    /// <summary>The data set reads well, its pixels are in a form that no decoder here takes.</summary>
    public const string CannotDecode = "cannot-decode";
}

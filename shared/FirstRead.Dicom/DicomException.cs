namespace FirstRead.Dicom;

/// <summary>
/// The bytes cannot be read, and reading them again will not help. The message names the tag and the offset,
/// never a value: it may be logged.
/// </summary>
public class DicomException : Exception
{
    public DicomException(string code, string message, DicomTag? tag = null, long? offset = null, Exception? cause = null)
        : base(Describe(message, tag, offset), cause)
    {
        Code = code;
        Plain = message;
        Tag = tag;
        Offset = offset;
    }

    /// <summary>One of <see cref="DicomErrorCodes"/>.</summary>
    public string Code { get; }

    /// <summary>The message without tag and offset.</summary>
    public string Plain { get; }

    public DicomTag? Tag { get; }

    /// <summary>Bytes from the start of the file; in a deflated file, from its meta information's end in inflated bytes.</summary>
    public long? Offset { get; }

    private static string Describe(string message, DicomTag? tag, long? offset) =>
        $"{message}{(tag is { } t ? $" at {t}" : "")}{(offset is { } o ? $", byte {o}" : "")}";
}

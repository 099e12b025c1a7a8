using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Dicom.Reading;

/// <summary>The file meta information (PS3.10 7.1), as far as anyone needs it. Absent values are null.</summary>
public sealed record FileMeta
{
    /// <summary>Whether 128 bytes and "DICM" stood before it.</summary>
    public bool HasPreamble { get; init; }

    /// <summary>As the file says, or as guessed where it says nothing.</summary>
    public required TransferSyntax TransferSyntax { get; init; }

    /// <summary>True if the file did not say its transfer syntax and the first bytes of the data set decided.</summary>
    public bool IsGuessed { get; init; }

    public string? MediaStorageSopClassUid { get; init; }

    public string? MediaStorageSopInstanceUid { get; init; }

    public string? ImplementationClassUid { get; init; }

    public string? ImplementationVersionName { get; init; }

    public string? SourceApplicationEntityTitle { get; init; }

    /// <summary>Its elements as they stand in the file; of values above 4 KiB, the tag alone.</summary>
    public IReadOnlyList<DicomElement> Elements { get; init; } = [];
}

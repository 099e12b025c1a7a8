namespace FirstRead.Dicom.Reading;

/// <summary>What the reader stands on.</summary>
public enum DicomTokenKind
{
    /// <summary>Before the first token, or after the last.</summary>
    None,

    /// <summary>A data element with a value of known length.</summary>
    Element,

    /// <summary>A data element whose value is items. Its end follows at the same depth.</summary>
    SequenceStart,
    ItemStart,
    ItemEnd,
    SequenceEnd,

    /// <summary>Pixel data in fragments (PS3.5 A.4). The first fragment is the Basic Offset Table, often empty.</summary>
    FragmentsStart,
    Fragment,
    FragmentsEnd,
}

namespace FirstRead.Dicom.Datasets;

/// <summary>What went wrong while bytes became text. The text is there all the same.</summary>
[Flags]
public enum TextFlaws
{
    None = 0,

    /// <summary>Specific Character Set names a term that PS3.3 C.12.1.1.2 lacks, or combines what cannot be combined.</summary>
    UnknownTerm = 1,

    /// <summary>Bytes that the character set has no character for; they came out as Latin-1 or as U+FFFD.</summary>
    Undecodable = 2,

    /// <summary>An escape sequence to a repertoire that Specific Character Set does not name. It was followed.</summary>
    UndeclaredEscape = 4,
}

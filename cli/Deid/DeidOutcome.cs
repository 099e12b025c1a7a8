namespace FirstRead.Cli.Deid;

/// <summary>What became of one file.</summary>
/// <param name="File">The source, as in <see cref="InputFile.Path"/>: it may itself name a patient.</param>
/// <param name="Output">The new file; null unless <see cref="DeidStatus.Ok"/>.</param>
/// <param name="Code">A stable code; null when all is well.</param>
/// <param name="Message">What is wrong, without a value of the file.</param>
/// <param name="Bytes">Of the source; 0 where it could not be opened.</param>
internal sealed record DeidOutcome(string File, DeidStatus Status, string? Output, string? Code, string? Message, long Milliseconds, long Bytes);

internal enum DeidStatus
{
    Ok,

    /// <summary>Nothing was written: the file is no DICOM file, broken, or could not be read.</summary>
    Refused,

    /// <summary>Nothing was written: a person must decide.</summary>
    Held,
}

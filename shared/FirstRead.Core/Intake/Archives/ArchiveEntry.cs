namespace FirstRead.Core.Intake.Archives;

/// <summary>One file of an archive. Its name is a person's text and is never read.</summary>
/// <param name="Number">Among the files, from 1, in the order of the directory.</param>
/// <param name="Header">Where its local header begins, in bytes from the archive's start.</param>
/// <param name="Packed">Bytes in the archive.</param>
/// <param name="Bytes">Bytes unpacked, as the directory promises.</param>
/// <param name="Deflated">False: stored as it is.</param>
public sealed record ArchiveEntry(int Number, long Header, long Packed, long Bytes, uint Crc, bool Deflated);

using FirstRead.Core.Studies;

namespace FirstRead.Core.Uploads;

/// <summary>
/// Which bytes a clinic has announced before with the same order (<see cref="AnnouncedFile.KeyOf"/>). A memory that may forget
/// and never tells what became of a file: that stands in the file's own row.
/// </summary>
public interface IAnnouncedFiles
{
    /// <summary>Later announcements of the same bytes take the place of earlier ones.</summary>
    Task RememberAsync(Upload upload, IReadOnlyList<UploadFile> files, CancellationToken cancel);

    /// <summary>The files as they stand now, strongly consistent; what was never announced is left out.</summary>
    /// <param name="order">An upload that is about to be made: its clinic and what was ordered with it.</param>
    /// <param name="digests">SHA-256, lower-case hexadecimal.</param>
    Task<IReadOnlyList<UploadFile>> FindAsync(Upload order, IReadOnlyCollection<string> digests, CancellationToken cancel);
}

namespace FirstRead.Core.Studies;

/// <summary>
/// Uploads and the files of their manifests. Every write is conditional and a repeat of it harmless; every read is strongly
/// consistent unless it says otherwise.
/// </summary>
public interface IUploadStore
{
    /// <summary>Writes the files, then the upload. A repeat with the same ids changes nothing.</summary>
    Task CreateAsync(Upload upload, IReadOnlyList<UploadFile> files, CancellationToken cancel);

    Task<Upload?> GetAsync(UploadId id, CancellationToken cancel);

    Task<UploadFile?> GetFileAsync(UploadId upload, FileId file, CancellationToken cancel);

    /// <summary>Both in one request; null for what is not there.</summary>
    Task<(Upload? Upload, UploadFile? File)> GetWithFileAsync(UploadId upload, FileId file, CancellationToken cancel);

    /// <summary>All files in the order of their ids.</summary>
    Task<IReadOnlyList<UploadFile>> ListFilesAsync(UploadId upload, CancellationToken cancel);

    /// <summary>The clinic's uploads, newest first; eventually consistent.</summary>
    /// <param name="behind">The last one seen; null for the newest.</param>
    Task<IReadOnlyList<Upload>> ListAsync(ClinicId clinic, int limit, UploadPlace? behind, CancellationToken cancel);

    /// <summary>
    /// Gives a file its end state. Only a pending file takes one, and an expired one that came after all; every other end
    /// state stays: false.
    /// </summary>
    Task<bool> SettleAsync(UploadFile settled, CancellationToken cancel);

    /// <summary>Gives a held file the end that a person's decision led to. False when it is held no longer.</summary>
    Task<bool> SettleHeldAsync(UploadFile settled, CancellationToken cancel);

    /// <summary>
    /// Adds one to the counter that says when to look, and sets the deadline. Called after every settling and again by every
    /// repeat, so that it may over-count and never under-counts. Returns the upload as it then stands.
    /// </summary>
    Task<Upload> CountSettledAsync(UploadId upload, DateTimeOffset dueAt, CancellationToken cancel);

    /// <summary>Records from both sides that the upload touched the study.</summary>
    Task LinkAsync(UploadId upload, StudyId study, CancellationToken cancel);

    Task<IReadOnlyList<StudyId>> ListStudiesAsync(UploadId upload, CancellationToken cancel);

    Task<IReadOnlyList<UploadId>> ListUploadsAsync(StudyId study, CancellationToken cancel);

    /// <summary>
    /// Counts files that are about to be added to an upload that grows, before they are added: whoever finds fewer rows than were
    /// counted knows that somebody is adding, or died at it. Null, and nothing counted, when it grows no longer.
    /// </summary>
    Task<Upload?> GrowAsync(UploadId upload, int files, DateTimeOffset dueAt, CancellationToken cancel);

    /// <summary>Puts rows that are not there yet; those that are stay.</summary>
    Task AddFilesAsync(IReadOnlyList<UploadFile> files, CancellationToken cancel);

    /// <summary>
    /// Counts what came out of an archive as files of its upload, once, however often it is told: the rows of an upload and its
    /// count go together.
    /// </summary>
    /// <returns>False, and nothing counted, when the upload would hold more than <paramref name="most"/> files.</returns>
    Task<bool> CountExpandedAsync(UploadId upload, FileId archive, int files, int most, CancellationToken cancel);

    /// <summary>Ends an upload's growth; false when it grew no longer.</summary>
    Task<bool> SealAsync(UploadId upload, DateTimeOffset dueAt, CancellationToken cancel);

    /// <summary>Sets when an upload that grows has been quiet, unless it was sealed or a file was settled since <paramref name="upload"/> was read.</summary>
    Task WaitForMoreAsync(Upload upload, DateTimeOffset dueAt, CancellationToken cancel);

    /// <summary>Takes an open upload back; false when it is closed or was taken back before. It is due at once.</summary>
    Task<bool> CancelAsync(UploadId upload, DateTimeOffset now, CancellationToken cancel);

    /// <summary>Closes the upload. It stays due until its studies are seen to (<see cref="ScheduleAsync"/>).</summary>
    Task CloseAsync(UploadId upload, CancellationToken cancel);

    /// <summary>Stores <see cref="Upload.Looks"/>.</summary>
    Task CountLooksAsync(UploadId upload, int looks, CancellationToken cancel);

    /// <summary>Stores what became of the files, unless one was settled since <paramref name="upload"/> was read.</summary>
    Task TallyAsync(Upload upload, FileTally tally, CancellationToken cancel);

    /// <summary>Sets when to look again, or never (null), unless a file was settled since <paramref name="upload"/> was read.</summary>
    Task ScheduleAsync(Upload upload, DateTimeOffset? dueAt, CancellationToken cancel);

    /// <summary>Uploads whose deadline has passed, from every shard of the due index; eventually consistent.</summary>
    Task<IReadOnlyList<UploadId>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancel);
}

/// <summary>Where an upload stands in its clinic's list.</summary>
public sealed record UploadPlace(UploadId Id, DateTimeOffset CreatedAt);

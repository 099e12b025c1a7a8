using FirstRead.Core.Studies;

namespace FirstRead.Core.Uploads;

/// <summary>That a file is being sent in parts.</summary>
/// <param name="MultipartId">S3's id of the multipart upload.</param>
/// <param name="Completed">The parts were put together: S3 knows the id no longer.</param>
public sealed record PartRecord(UploadId Upload, FileId File, string MultipartId, bool Completed = false);

/// <summary>One such record a file; reads are strongly consistent.</summary>
public interface IPartRecords
{
    Task<PartRecord?> GetAsync(UploadId upload, FileId file, CancellationToken cancel);

    /// <summary>Only where there is none. Returns the record that stands.</summary>
    Task<PartRecord> AddAsync(PartRecord record, CancellationToken cancel);

    Task SetCompletedAsync(PartRecord record, CancellationToken cancel);

    /// <summary>If it is still this one.</summary>
    Task RemoveAsync(PartRecord record, CancellationToken cancel);

    Task<IReadOnlyList<PartRecord>> ListAsync(UploadId upload, CancellationToken cancel);
}

using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Uploads;

/// <summary>Lets go of the parts of files that will not come: they lie in the bucket unseen, and cost until they go.</summary>
public sealed class AbandonParts(IPartRecords records, IPartStore store)
{
    public async Task AbandonAsync(UploadId upload, CancellationToken cancel)
    {
        foreach (var record in await records.ListAsync(upload, cancel))
        {
            if (record.Completed)
                continue;
            await store.AbortAsync(ObjectKeys.Incoming(record.Upload, record.File), record.MultipartId, cancel);
            await records.RemoveAsync(record, cancel);
        }
    }
}

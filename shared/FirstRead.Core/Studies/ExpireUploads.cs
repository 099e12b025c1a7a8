using FirstRead.Core.Intake;
using FirstRead.Core.Uploads;

namespace FirstRead.Core.Studies;

/// <summary>Sees to uploads whose deadline has passed: what did not come is expired, and what is there goes on without it.</summary>
public sealed class ExpireUploads(IUploadStore uploads, CompleteStudies completion, AbandonParts parts, TimeProvider clock)
{
    private const int Most = 100;

    /// <summary>How many files were expired.</summary>
    public async Task<int> ExpireAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var expired = 0;
        foreach (var id in await uploads.ListDueAsync(now, Most, cancel))
        {
            // The index lags behind the table: a file may have come since.
            if (await uploads.GetAsync(id, cancel) is not { DueAt: { } dueAt } || dueAt > now)
                continue;
            foreach (var file in await uploads.ListFilesAsync(id, cancel))
                if (file.State == FileState.Pending && await uploads.SettleAsync(file.End(FileState.Expired, RefusalCodes.NotReceived, "The file did not arrive in time."), cancel))
                    expired++;
            await parts.AbandonAsync(id, cancel);
            await completion.CompleteAsync(id, cancel);
        }
        return expired;
    }
}

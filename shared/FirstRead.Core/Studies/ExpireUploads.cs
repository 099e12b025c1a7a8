using FirstRead.Core.Intake;
using FirstRead.Core.Uploads;

namespace FirstRead.Core.Studies;

/// <summary>
/// Sees to uploads whose deadline has passed: one that grew and was quiet takes nothing more, of the others what did not come is
/// expired and what is there goes on without it, and so with one that its clinic took back.
/// </summary>
/// <param name="stalled">How long files that were announced to an upload that grew may still take.</param>
public sealed class ExpireUploads(IUploadStore uploads, CompleteStudies completion, AbandonParts parts, TimeSpan stalled, TimeProvider clock)
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
            if (await uploads.GetAsync(id, cancel) is not { DueAt: { } dueAt } upload || dueAt > now)
                continue;
            var pending = (await uploads.ListFilesAsync(id, cancel)).Where(file => file.State == FileState.Pending).ToList();
            if (upload.State == UploadState.Growing)
            {
                // Each part of it is a step of its own: if the next does not come about, the new deadline brings it.
                await uploads.SealAsync(id, pending.Count > 0 ? now + stalled : now, cancel);
                await completion.CompleteAsync(id, cancel);
                continue;
            }
            foreach (var file in pending)
                if (await uploads.SettleAsync(EndOf(upload, file), cancel))
                    expired++;
            await parts.AbandonAsync(id, cancel);
            await completion.CompleteAsync(id, cancel, givenUp: true);
        }
        return expired;
    }

    private static UploadFile EndOf(Upload upload, UploadFile file) => upload.Cancelled
        ? file.End(FileState.Expired, RefusalCodes.Cancelled, "The upload was cancelled before the file came")
        : file.End(FileState.Expired, RefusalCodes.NotReceived, "The file did not arrive in time.");
}

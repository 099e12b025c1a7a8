using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Intake;

/// <summary>
/// Files that arrived and of which no event led to an end: it was lost, or given up after the last retry. Before their upload is closed
/// without them, whoever may read originals looks for them itself, and once more after it was: it may have been closed while nobody came to look. A late
/// event is a repeat like any other.
/// </summary>
/// <param name="completion">Lets an upload rest that was looked at for the last time.</param>
/// <param name="incomingBucket">Where files arrive.</param>
/// <param name="patience">After which an upload that stands still is closed (<see cref="IntakeSettings.Patience"/>).</param>
public sealed class IngestUnannounced(IntakePorts ports, IngestFile ingest, CompleteStudies completion, string incomingBucket, TimeSpan patience)
{
    private const int Most = 100;

    /// <summary>The last fifth of the wait: three looks a minute apart of fifteen, so that what still arrives is not asked for again and again.</summary>
    private const int LastPart = 5;

    /// <summary>How many files were taken in.</summary>
    public async Task<int> LookAsync(CancellationToken cancel)
    {
        var taken = 0;
        foreach (var id in await ports.Uploads.ListDueAsync(ports.Clock.GetUtcNow() + (patience / LastPart), Most, cancel))
            // The index lags behind the table.
            if (await ports.Uploads.GetAsync(id, cancel) is { DueAt: not null } upload)
                taken += upload.Open ? await TakeAsync(upload, FileState.Pending, cancel) : await LookOnceMoreAsync(upload, cancel);
        return taken;
    }

    /// <summary>Counted before: a file that kills whoever takes it in is not met for ever.</summary>
    private async Task<int> LookOnceMoreAsync(Upload closed, CancellationToken cancel)
    {
        if (closed.Looks >= Upload.MostLooks)
            return 0;
        await ports.Uploads.CountLooksAsync(closed.Id, closed.Looks + 1, cancel);
        var taken = await TakeAsync(closed, FileState.Expired, cancel);
        await ports.Uploads.CountLooksAsync(closed.Id, Upload.MostLooks, cancel);
        await completion.CompleteAsync(closed.Id, cancel);
        return taken;
    }

    private async Task<int> TakeAsync(Upload upload, FileState state, CancellationToken cancel)
    {
        var taken = 0;
        foreach (var file in await ports.Uploads.ListFilesAsync(upload.Id, cancel))
            if (file.State == state && await TakeAsync(file, cancel))
                taken++;
        return taken;
    }

    private async Task<bool> TakeAsync(UploadFile file, CancellationToken cancel)
    {
        var key = ObjectKeys.Incoming(file.Upload, file.Id);
        string? version;
        await using (var stored = await ports.Objects.OpenAsync(incomingBucket, key, null, cancel))
        {
            if (stored is null)
                return false;
            version = stored.VersionId;
        }
        return await ingest.IngestAsync(new IncomingObject(incomingBucket, key, version), cancel) is not null;
    }
}

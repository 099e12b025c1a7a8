using FirstRead.Core.Launching;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Intake;

/// <summary>
/// From an object-created event to a settled file. The event may come twice, late or out of order, and the process may die
/// between any two writes: a repeat finds what stands and goes on from there.
/// </summary>
public sealed class IngestFile(IntakePorts ports, IntakeSettings settings, AdmitInstance admission, CompleteStudies completion, LaunchTasks launching)
{
    /// <returns>The file as it now stands; null when no manifest promised it.</returns>
    public async Task<UploadFile?> IngestAsync(IncomingObject incoming, CancellationToken cancel)
    {
        if (!ObjectKeys.TryParseIncoming(incoming.Key, out var uploadId, out var fileId)
            || await ports.Uploads.GetFileAsync(uploadId, fileId, cancel) is not { } file
            || await ports.Uploads.GetAsync(uploadId, cancel) is not { } upload)
            return null;
        if (file.State is FileState.Pending or FileState.Expired)
            file = await SettleAsync(incoming, upload, file, cancel);
        // Counted on every repeat too: it may over-count, for it only says when to look.
        var counted = await ports.Uploads.CountSettledAsync(uploadId, ports.Clock.GetUtcNow() + settings.Patience, cancel);
        if (counted.Settled >= counted.FileCount || !counted.Open)
        {
            await completion.CompleteAsync(uploadId, cancel);
            await launching.LaunchAsync(cancel);
        }
        return file;
    }

    private async Task<UploadFile> SettleAsync(IncomingObject incoming, Upload upload, UploadFile file, CancellationToken cancel)
    {
        var settled = await admission.AdmitAsync(incoming, upload, file, cancel);
        if (settled.State is FileState.Refused or FileState.Held)
            await ports.Objects.CopyAsync(incoming.Bucket, incoming.Key, incoming.VersionId, ObjectKeys.Quarantine(upload.Id, file.Id), cancel);
        await ports.Uploads.SettleAsync(settled, cancel);
        return settled;
    }
}

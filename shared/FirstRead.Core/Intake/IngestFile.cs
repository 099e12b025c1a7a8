using FirstRead.Core.Intake.Archives;
using FirstRead.Core.Intake.Holds;
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
    private readonly ExpandArchive archives = new(ports, settings.Patience, ArchiveLimits.Standard);

    /// <returns>The file as it now stands; null when no manifest promised it.</returns>
    public async Task<UploadFile?> IngestAsync(IncomingObject incoming, CancellationToken cancel)
    {
        if (!ObjectKeys.TryParseIncoming(incoming.Key, out var uploadId, out var fileId)
            || await ports.Uploads.GetWithFileAsync(uploadId, fileId, cancel) is not ({ } upload, { } file))
            return null;
        var settledBefore = file.State is not (FileState.Pending or FileState.Expired);
        file = file.State switch
        {
            FileState.Pending or FileState.Expired => await SettleAsync(incoming, upload, file, cancel),
            FileState.Held => await SettleHeldAsync(incoming, upload, file, cancel),
            _ => file,
        };
        // A decision that has been carried out; a crash may have left it, so every repeat looks.
        if (settledBefore && file.State != FileState.Held)
            await ports.Holds.RemoveAsync(uploadId, fileId, cancel);
        // Counted on every repeat too: it may over-count, for it only says when to look.
        var counted = await ports.Uploads.CountSettledAsync(uploadId, settings.Deadline(ports.Clock.GetUtcNow()), cancel);
        if (counted.State == UploadState.Growing)
            await ports.Uploads.WaitForMoreAsync(counted, ports.Clock.GetUtcNow() + settings.Quiet, cancel);
        else if (counted.State == UploadState.Cancelling)
            await ports.Uploads.ScheduleAsync(counted, ports.Clock.GetUtcNow(), cancel);
        else if (counted.Settled >= counted.FileCount || !counted.Open)
        {
            await completion.CompleteAsync(uploadId, cancel);
            await launching.LaunchAsync(cancel);
        }
        return file;
    }

    private async Task<UploadFile> SettleAsync(IncomingObject incoming, Upload upload, UploadFile file, CancellationToken cancel)
    {
        var admitted = await TakeAsync(incoming, upload, file, cancel);
        if (admitted.File.State is FileState.Refused or FileState.Held && !upload.Cancelled)
            await ports.Objects.CopyAsync(incoming.Bucket, incoming.Key, incoming.VersionId, ObjectKeys.Quarantine(upload.Id, file.Id), cancel);
        // Before the file's end: what is held is always on the list that a person looks at.
        if (admitted.File.State == FileState.Held)
            await ports.Holds.AddAsync(HeldFile.Of(upload, admitted, ports.Clock.GetUtcNow()), cancel);
        await ports.Uploads.SettleAsync(admitted.File, cancel);
        return admitted.File;
    }

    private async Task<Admission> TakeAsync(IncomingObject incoming, Upload upload, UploadFile file, CancellationToken cancel)
    {
        // Its clinic has taken it back: nobody opens it. But what a process took in that died before it could say so is in its study.
        if (upload.Cancelled)
            return await FindInstanceAsync(upload.Id, file.Id, cancel) is { } instance
                ? (file with { Study = instance.Study, SopInstanceUid = instance.SopInstanceUid }).End(FileState.Accepted)
                : file.End(FileState.Refused, RefusalCodes.Cancelled, "The upload was cancelled before the file was taken in");
        var admitted = await admission.AdmitAsync(incoming, upload, file, null, cancel);
        if (admitted.File is not { State: FileState.Refused, Study: null })
            return admitted;
        if (await archives.TryExpandAsync(incoming, admitted.File, cancel) is { } expanded)
            return expanded;
        // A medium holds a viewer and texts beside its images: nobody promised those one by one.
        return admitted.File is { Archive: not null, Code: RefusalCodes.NotDicom }
            ? admitted.File.End(FileState.Ignored, RefusalCodes.NotDicom, "The archive holds it beside the images")
            : admitted;
    }

    /// <summary>Without the file's bytes, among all that its upload brought.</summary>
    private async Task<Instance?> FindInstanceAsync(UploadId upload, FileId file, CancellationToken cancel)
    {
        foreach (var study in await ports.Uploads.ListStudiesAsync(upload, cancel))
            foreach (var instance in await ports.Studies.ListInstancesAsync(study, cancel))
                if (instance.ObjectKey == ObjectKeys.Deidentified(study, instance.SeriesInstanceUid, instance.SopInstanceUid, file))
                    return instance;
        return null;
    }

    /// <summary>A held file comes again when a person has released it (<see cref="ReleaseHeld"/>); before that an event says nothing new.</summary>
    private async Task<UploadFile> SettleHeldAsync(IncomingObject incoming, Upload upload, UploadFile file, CancellationToken cancel)
    {
        if (await ports.Holds.GetAsync(upload.Id, file.Id, cancel) is not { Release: not null } held)
            return file;
        var admitted = await admission.AdmitAsync(incoming, upload, file, held, cancel);
        if (admitted.File.State == FileState.Held)
            await ports.Holds.ReopenAsync(held.Again(upload, admitted, ports.Clock.GetUtcNow()), cancel);
        await ports.Uploads.SettleHeldAsync(admitted.File, cancel);
        return admitted.File;
    }
}

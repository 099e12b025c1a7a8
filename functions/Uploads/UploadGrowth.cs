using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Core.Uploads;
using FirstRead.Web;

namespace FirstRead.Functions.Uploads;

/// <summary>
/// An upload whose manifest is not closed: a gateway that takes images off a scanner does not know how many will come. And the
/// end of any upload by its clinic's word. Whatever is to follow from either, Reconcile does: what is written here makes it due.
/// </summary>
public sealed class UploadGrowth(UploadsPorts ports, UploadPatience patience)
{
    /// <summary>One row each, and all are read to decide whether the upload is complete.</summary>
    public const int MostFiles = 10_000;

    private static readonly Problem Full = new(409, "upload-full", "The upload holds as many files as one may", "Close it and begin another.");
    private static readonly Problem NotGrowing = new(409, "upload-not-growing", "The upload takes no more files", "Begin another, with more: true where files may follow.");

    public async Task<Answer> AddAsync(Call call)
    {
        if (await FindAsync(call) is not { } upload)
            return Problems.NotFound;
        var (addition, problem) = await call.ReadAsync(UploadJson.Default.Addition);
        if (addition is null || (problem = ManifestCheck.Of(addition)) is not null)
            return problem!;
        if (upload.FileCount + addition.Files!.Count > MostFiles)
            return Full;
        var now = ports.Clock.GetUtcNow();
        if (upload.State == UploadState.Growing)
            await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(upload.Id), call.Caller.Subject, AuditActs.AddFiles, $"{addition.Files.Count} files", now), call.Cancelled);
        // Counted before they are put: an upload that is sealed meanwhile sees that rows are missing, and waits for them.
        if (await ports.Uploads.GrowAsync(upload.Id, addition.Files.Count, now + patience.Quiet, call.Cancelled) is not { } grown)
            return NotGrowing;
        var first = grown.FileCount - addition.Files.Count;
        var files = addition.Files.Select((file, index) => UploadCreation.Promise(ports, upload.Id, file, first + index)).ToList();
        await ports.Uploads.AddFilesAsync(files, call.Cancelled);
        await ports.Announced.RememberAsync(upload, files, call.Cancelled);
        return Answer.Json(new UploadTicket(upload.Id.Value, [.. files.Select((file, index) => Tickets.Of(ports.Presigner, file, index))]), UploadJson.Default.UploadTicket, StatusCodes.Status201Created);
    }

    /// <summary>Nothing more follows. A repeat changes nothing.</summary>
    public async Task<Answer> CloseAsync(Call call)
    {
        if (await FindAsync(call) is not { } upload)
            return Problems.NotFound;
        if (upload.State != UploadState.Growing)
            return Answer.NoContent;
        var now = ports.Clock.GetUtcNow();
        await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(upload.Id), call.Caller.Subject, AuditActs.CloseUpload, "", now), call.Cancelled);
        var files = await ports.Uploads.ListFilesAsync(upload.Id, call.Cancelled);
        var settled = files.Count >= upload.FileCount && files.All(file => file.State != FileState.Pending);
        await ports.Uploads.SealAsync(upload.Id, settled ? now : now + patience.Stalled, call.Cancelled);
        return Answer.NoContent;
    }

    /// <summary>What has not come is given up; what has come stays, and its studies are marked. A repeat changes nothing.</summary>
    public async Task<Answer> CancelAsync(Call call)
    {
        if (await FindAsync(call) is not { } upload)
            return Problems.NotFound;
        if (upload.Cancelled)
            return Answer.NoContent;
        if (!upload.Open)
            return UrlRenewal.Closed;
        var now = ports.Clock.GetUtcNow();
        await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(upload.Id), call.Caller.Subject, AuditActs.CancelUpload, "", now), call.Cancelled);
        if (await ports.Uploads.CancelAsync(upload.Id, now, call.Cancelled) || (await ports.Uploads.GetAsync(upload.Id, call.Cancelled))!.Cancelled)
            return Answer.NoContent;
        await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(upload.Id), call.Caller.Subject, AuditActs.NotDone(AuditActs.CancelUpload), "it was closed meanwhile", now), call.Cancelled);
        return UrlRenewal.Closed;
    }

    private async Task<Upload?> FindAsync(Call call) =>
        call.UploadId is { } id && await ports.Uploads.GetAsync(id, call.Cancelled) is { } upload && upload.Clinic == call.Clinic ? upload : null;
}

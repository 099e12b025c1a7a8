using FirstRead.Core;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Web;

namespace FirstRead.Functions.Uploads;

/// <summary>From a manifest to an upload and its presigned PUTs.</summary>
public sealed class UploadCreation(UploadsPorts ports, TimeSpan patience)
{
    public async Task<Answer> CreateAsync(Call call)
    {
        var (manifest, problem) = await call.ReadAsync(UploadJson.Default.Manifest);
        if (manifest is null || (problem = ManifestCheck.Of(manifest)) is not null)
            return problem!;
        var upload = Promise(manifest, call);
        var files = manifest.Files!.Select(file => Promise(upload.Id, file)).ToList();
        await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(upload.Id), call.Caller.Subject, AuditActs.CreateUpload, $"{files.Count} files", upload.CreatedAt), call.Cancelled);
        await ports.Uploads.CreateAsync(upload, files, call.Cancelled);
        var ticket = new UploadTicket(upload.Id.Value, [.. files.Select((file, index) => Tickets.Of(ports.Presigner, file, index))]);
        return Answer.Json(ticket, UploadJson.Default.UploadTicket, StatusCodes.Status201Created).With("Location", $"/api/uploads/{upload.Id}");
    }

    private Upload Promise(Manifest manifest, Call call)
    {
        var now = ports.Clock.GetUtcNow();
        return new Upload(
            UploadId.From(ports.Random.NextUInt128()),
            call.Clinic,
            now,
            manifest.Files!.Count,
            ManifestCheck.PriorityOf(manifest.Priority)!.Value,
            ports.CleanQuestion(manifest.Question),
            manifest.Prior ?? false,
            Open: true,
            Settled: 0,
            DueAt: now + patience);
    }

    private UploadFile Promise(UploadId upload, ManifestFile file) => new(
        upload,
        FileId.From(ports.Random.NextUInt128()),
        file.Bytes!.Value,
        file.Sha256!.ToLowerInvariant(),
        FileState.Pending,
        Code: null,
        Message: null,
        Study: null,
        SopInstanceUid: null);
}

using FirstRead.Core;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Core.Uploads;
using FirstRead.Web;

namespace FirstRead.Functions.Uploads;

/// <summary>
/// From a manifest to an upload and its presigned PUTs. A manifest that resumes announces only what the clinic has not
/// announced before: who lost the connection, the page or the answer sends the same manifest again.
/// </summary>
public sealed class UploadCreation(UploadsPorts ports, UploadPatience patience, UploadRate rate)
{
    private static readonly Problem TooMany = new(429, "too-many-uploads", "The clinic announces more uploads than it may", "Wait as long as Retry-After says, then send the same again.");

    private readonly KnownFiles known = new(ports.Announced, ports.Uploads, ports.Studies);

    public async Task<Answer> CreateAsync(Call call)
    {
        var (manifest, problem) = await call.ReadAsync(UploadJson.Default.Manifest);
        if (manifest is null || (problem = ManifestCheck.Of(manifest)) is not null)
            return problem!;
        var now = ports.Clock.GetUtcNow();
        if (await ports.Tokens.TakeAsync(call.Clinic, rate, now, call.Cancelled) is { } wait)
            return Answer.Of(TooMany).With("Retry-After", $"{Math.Ceiling(wait.TotalSeconds):0}");
        var upload = Promise(manifest, call, now);
        var standing = manifest.Resume == true
            ? await known.FindAsync(upload, [.. Announced(manifest).Select(DigestOf).Distinct()], call.Cancelled)
            : new Dictionary<string, UploadFile>();
        var files = Announced(manifest).Select((file, index) => standing.GetValueOrDefault(DigestOf(file)) ?? Promise(ports, upload.Id, file, index)).ToList();
        var own = files.Where(file => file.Upload == upload.Id).ToList();
        if (own.Count > 0 || upload.Growing)
            await AnnounceAsync(upload, own, call);
        await ResumeAsync([.. files.Where(file => file.Upload != upload.Id && file.State == FileState.Pending)], call);
        return Ticket(upload.Id, files, announced: own.Count > 0 || upload.Growing);
    }

    private Answer Ticket(UploadId upload, List<UploadFile> files, bool announced)
    {
        var ticket = new UploadTicket(announced ? upload.Value : null, [.. files.Select((file, index) => Tickets.Of(ports.Presigner, file, index))]);
        return announced
            ? Answer.Json(ticket, UploadJson.Default.UploadTicket, StatusCodes.Status201Created).With("Location", $"/api/uploads/{upload}")
            : Answer.Json(ticket, UploadJson.Default.UploadTicket);
    }

    private async Task AnnounceAsync(Upload upload, IReadOnlyList<UploadFile> files, Call call)
    {
        await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(upload.Id), call.Caller.Subject, AuditActs.CreateUpload, $"{files.Count} files", upload.CreatedAt), call.Cancelled);
        await ports.Uploads.CreateAsync(upload with { FileCount = files.Count }, files, call.Cancelled);
        // Last: what is remembered leads to rows that stand.
        await ports.Announced.RememberAsync(upload, files, call.Cancelled);
    }

    /// <summary>Who asks again is still there: the uploads wait for as long as they did at first.</summary>
    private async Task ResumeAsync(IReadOnlyList<UploadFile> pending, Call call)
    {
        foreach (var files in pending.GroupBy(file => file.Upload))
        {
            var now = ports.Clock.GetUtcNow();
            await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(files.Key), call.Caller.Subject, AuditActs.RenewUrls, $"{files.Count()} files", now), call.Cancelled);
            if (await ports.Uploads.GetAsync(files.Key, call.Cancelled) is { Open: true, Cancelled: false } upload)
                await ports.Uploads.ShowLifeAsync(upload, patience, now, call.Cancelled);
        }
    }

    private Upload Promise(Manifest manifest, Call call, DateTimeOffset now) => new(
        UploadId.From(ports.Random.NextUInt128()),
        call.Clinic,
        now,
        Announced(manifest).Count,
        ManifestCheck.PriorityOf(manifest.Priority)!.Value,
        ports.CleanQuestion(manifest.Question),
        manifest.Prior ?? false,
        Open: true,
        Settled: 0,
        DueAt: now + (manifest.More == true ? patience.Quiet : patience.Stalled))
    {
        Growing = manifest.More == true,
    };

    private static IReadOnlyList<ManifestFile> Announced(Manifest manifest) => manifest.Files ?? [];

    /// <param name="index">Among the upload's files, from 0.</param>
    internal static UploadFile Promise(UploadsPorts ports, UploadId upload, ManifestFile file, int index) => new(
        upload,
        FileId.From(ports.Random.NextUInt128()),
        file.Bytes!.Value,
        DigestOf(file),
        FileState.Pending,
        Code: null,
        Message: null,
        Study: null,
        SopInstanceUid: null,
        Number: index + 1);

    private static string DigestOf(ManifestFile file) => file.Sha256!.ToLowerInvariant();
}

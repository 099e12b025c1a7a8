using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Core.Uploads;
using FirstRead.Web;

namespace FirstRead.Functions.Uploads;

/// <summary>Fresh URLs for files that are still pending; a file that has arrived needs none and is left out.</summary>
public sealed class UrlRenewal(UploadsPorts ports, UploadPatience patience)
{
    internal static readonly Problem Closed = new(409, "upload-closed", "The upload is closed", "Send what is missing as a new upload.");

    private static readonly string[] Stranger = ["is no file of this upload"];

    public async Task<Answer> RenewAsync(Call call)
    {
        if (call.UploadId is not { } id || await ports.Uploads.GetAsync(id, call.Cancelled) is not { } upload || upload.Clinic != call.Clinic)
            return Problems.NotFound;
        var (renewal, problem) = await call.ReadAsync(UploadJson.Default.Renewal);
        if (renewal is null)
            return problem!;
        if (renewal.Files is not { Count: > 0 and <= ManifestCheck.MostFiles } asked)
            return Problems.InvalidBody("files", $"must be 1 to {ManifestCheck.MostFiles} files");
        if (!upload.Open || upload.Cancelled)
            return Closed;
        var files = (await ports.Uploads.ListFilesAsync(id, call.Cancelled)).ToDictionary(file => file.Id.Value);
        if (Unknown(asked, files) is { Count: > 0 } errors)
            return Problems.InvalidBody(errors);
        await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(id), call.Caller.Subject, AuditActs.RenewUrls, $"{asked.Count} files", ports.Clock.GetUtcNow()), call.Cancelled);
        // Who asks is still sending: a file may take longer than an upload may stand still.
        await ports.Uploads.ShowLifeAsync(upload, patience, ports.Clock.GetUtcNow(), call.Cancelled);
        var pending = asked.Select(file => files[file.FileId!]).Distinct().Where(file => file.State == FileState.Pending);
        return Answer.Json(new UploadTicket(id.Value, [.. pending.Select(file => Tickets.Of(ports.Presigner, file, null))]), UploadJson.Default.UploadTicket);
    }

    private static Dictionary<string, string[]> Unknown(IReadOnlyList<RenewalFile> asked, Dictionary<string, UploadFile> files) => asked
        .Select((file, index) => (file, index))
        .Where(entry => entry.file?.FileId is not { } id || !files.ContainsKey(id))
        .ToDictionary(entry => $"files[{entry.index}].fileId", _ => Stranger);
}

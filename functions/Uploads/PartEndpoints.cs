using System.Globalization;
using FirstRead.Core.Audit;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Uploads;
using FirstRead.Web;

namespace FirstRead.Functions.Uploads;

/// <summary>
/// A large file goes in parts, and a part that has arrived is not sent again. S3 holds each part to the digest that its URL was
/// signed for; that the parts are the promised file, Ingest finds out, which reads it whole.
/// </summary>
public sealed class PartEndpoints(UploadsPorts ports, UploadPatience patience)
{
    private const int MostParts = 100;

    private static readonly Problem NotInParts = new(409, "not-in-parts", "The file goes whole", "PUT it to the URL that the manifest's answer gave.");
    private static readonly Problem Missing = new(409, "parts-missing", "Not every part has arrived", "Ask which have, and send the others.");
    private static readonly Problem Settled = new(409, "file-settled", "The file is here already", "Nothing needs to be sent.");

    /// <summary>Which parts have arrived, and URLs for those asked for; an expired URL is asked for again.</summary>
    public async Task<Answer> OfferAsync(Call call)
    {
        var (file, upload, refusal) = await FindAsync(call);
        if (refusal is not null)
            return refusal;
        var (request, problem) = await call.ReadAsync(UploadJson.Default.PartsRequest);
        if (request is null)
            return problem!;
        var asked = request.Parts ?? [];
        if (Faults(asked, FileParts.CountOf(file!.Bytes)) is { Count: > 0 } errors)
            return Problems.InvalidBody(errors);
        if (file.State != FileState.Pending)
            return Settled;
        var (record, present) = await OpenAsync(file, call);
        await ports.Uploads.ShowLifeAsync(upload!, patience, ports.Clock.GetUtcNow(), call.Cancelled);
        var body = new PartsBody(
            FileParts.PartBytes,
            FileParts.CountOf(file.Bytes),
            [.. present.Select(part => new PartDigest(part.Number, part.Sha256))],
            [.. asked.Select(part => TicketOf(file, record, part))]);
        return Answer.Json(body, UploadJson.Default.PartsBody);
    }

    /// <summary>Makes the file of its parts. A repeat changes nothing.</summary>
    public async Task<Answer> CompleteAsync(Call call)
    {
        var (file, _, refusal) = await FindAsync(call);
        if (refusal is not null)
            return refusal;
        if (file!.State != FileState.Pending)
            return Answer.NoContent;
        var key = ObjectKeys.Incoming(file.Upload, file.Id);
        if (await ports.PartRecords.GetAsync(file.Upload, file.Id, call.Cancelled) is not { } record)
            return Missing;
        if (record.Completed)
            return Answer.NoContent;
        if (await ports.Parts.ListAsync(key, record.MultipartId, call.Cancelled) is not { } parts || !AreWhole(file, parts))
            return Missing;
        // False: the file came together before, and the answer was lost. What lies there is not changed.
        if (!await ports.Parts.CompleteAsync(key, record.MultipartId, parts, call.Cancelled))
            await ports.Parts.AbortAsync(key, record.MultipartId, call.Cancelled);
        await ports.PartRecords.SetCompletedAsync(record, call.Cancelled);
        return Answer.NoContent;
    }

    private async Task<(UploadFile? File, Upload? Upload, Problem? Refusal)> FindAsync(Call call)
    {
        if (call.UploadId is not { } id || call.FileId is not { } fileId
            || await ports.Uploads.GetAsync(id, call.Cancelled) is not { } upload || upload.Clinic != call.Clinic
            || await ports.Uploads.GetFileAsync(id, fileId, call.Cancelled) is not { } file)
            return (null, null, Problems.NotFound);
        if (upload.Cancelled || (!upload.Open && file.State == FileState.Expired))
            return (null, null, UrlRenewal.Closed);
        return FileParts.Needs(file.Bytes) ? (file, upload, null) : (null, null, NotInParts);
    }

    /// <summary>The multipart upload that runs, or a new one where there is none or S3 has let it go.</summary>
    private async Task<(PartRecord Record, IReadOnlyList<StoredPart> Present)> OpenAsync(UploadFile file, Call call)
    {
        var key = ObjectKeys.Incoming(file.Upload, file.Id);
        if (await ports.PartRecords.GetAsync(file.Upload, file.Id, call.Cancelled) is { } standing)
        {
            if (await ports.Parts.ListAsync(key, standing.MultipartId, call.Cancelled) is { } present)
                return (standing, present);
            await ports.PartRecords.RemoveAsync(standing, call.Cancelled);
        }
        await ports.Audit.AppendAsync(new AuditEvent(AuditSubjects.Of(file.Upload), call.Caller.Subject, AuditActs.RenewUrls, "parts of 1 file", ports.Clock.GetUtcNow()), call.Cancelled);
        var started = new PartRecord(file.Upload, file.Id, await ports.Parts.StartAsync(key, call.Cancelled));
        var record = await ports.PartRecords.AddAsync(started, call.Cancelled);
        if (record != started)
            await ports.Parts.AbortAsync(key, started.MultipartId, call.Cancelled);
        return (record, []);
    }

    private PartTicket TicketOf(UploadFile file, PartRecord record, PartDigest part)
    {
        var put = ports.Presigner.Part(file, record.MultipartId, part.Number!.Value, part.Sha256!.ToLowerInvariant());
        return new PartTicket(part.Number.Value, put.Url, put.Headers, put.ExpiresAt);
    }

    private static bool AreWhole(UploadFile file, IReadOnlyList<StoredPart> parts) =>
        parts.Select(part => (part.Number, part.Bytes)).SequenceEqual(
            Enumerable.Range(1, FileParts.CountOf(file.Bytes)).Select(number => (number, FileParts.BytesOf(file.Bytes, number))));

    private static Dictionary<string, string[]> Faults(IReadOnlyList<PartDigest> asked, int count)
    {
        var faults = new Dictionary<string, string[]>();
        if (asked.Count > MostParts)
            faults["parts"] = [string.Create(CultureInfo.InvariantCulture, $"must be at most {MostParts} parts")];
        foreach (var (part, index) in asked.Take(MostParts).Select((part, index) => (part, index)))
        {
            if (part?.Number is not { } number || number < 1 || number > count)
                faults[$"parts[{index}].number"] = [string.Create(CultureInfo.InvariantCulture, $"must be 1 to {count}")];
            if (part?.Sha256 is not { Length: 64 } digest || !digest.All(char.IsAsciiHexDigit))
                faults[$"parts[{index}].sha256"] = ["must be 64 hexadecimal digits"];
        }
        return faults;
    }
}

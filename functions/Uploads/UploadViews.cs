using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Web;

namespace FirstRead.Functions.Uploads;

/// <summary>What became of a clinic's uploads.</summary>
public sealed class UploadViews(UploadsPorts ports)
{
    private const int Page = 50;

    public async Task<Answer> ListAsync(Call call)
    {
        UploadPlace? behind = null;
        if (call.Query("cursor") is { } text && (behind = UploadCursor.Parse(text)) is null)
            return Problems.InvalidBody("cursor", "must be next of an earlier answer");
        var uploads = await ports.Uploads.ListAsync(call.Clinic, Page, behind, call.Cancelled);
        var next = uploads.Count == Page ? UploadCursor.Behind(uploads[^1]) : null;
        return Answer.Json(new UploadList([.. uploads.Select(LineOf)], next), UploadJson.Default.UploadList).Tagged(call);
    }

    public async Task<Answer> GetAsync(Call call)
    {
        if (call.UploadId is not { } id || await ports.Uploads.GetAsync(id, call.Cancelled) is not { } upload || upload.Clinic != call.Clinic)
            return Problems.NotFound;
        var files = await ports.Uploads.ListFilesAsync(id, call.Cancelled);
        var linked = await ports.Uploads.ListStudiesAsync(id, call.Cancelled);
        var studies = await Task.WhenAll(linked.Select(study => ports.Studies.GetAsync(study, call.Cancelled)));
        var body = new UploadBody(
            id.Value,
            upload.CreatedAt,
            upload.Open,
            StoredNames.Of(upload.State),
            StoredNames.Of(upload.Priority),
            upload.Prior,
            [.. InOrder(files).Select(BodyOf)],
            [.. studies.OfType<Study>().Select(BodyOf)]);
        return Answer.Json(body, UploadJson.Default.UploadBody).Tagged(call);
    }

    /// <summary>As announced; what an archive held stands behind it.</summary>
    private static IEnumerable<UploadFile> InOrder(IReadOnlyList<UploadFile> files)
    {
        var within = files.Where(file => file.Archive is not null).ToLookup(file => file.Archive);
        return files.Where(file => file.Archive is null).OrderBy(file => file.Number).SelectMany(file => within[file.Id].OrderBy(child => child.Number).Prepend(file));
    }

    private static UploadLine LineOf(Upload upload) =>
        new(upload.Id.Value, upload.CreatedAt, upload.FileCount, upload.Open, StoredNames.Of(upload.State), StoredNames.Of(upload.Priority), upload.Prior, upload.Tally);

    private static UploadFileBody BodyOf(UploadFile file) =>
        new(file.Id.Value, file.Number, StoredNames.Of(file.State), file.Code, file.Message, file.Study?.Value, file.Archive?.Value);

    private static UploadStudyBody BodyOf(Study study) =>
        new(study.Id.Value, StudyCode.Of(study.Id), study.Modality, study.BodyPart, StoredNames.Of(study.Status), study.Reason, StoredNames.Of(study.Risk), study.Times.SignedAt);
}

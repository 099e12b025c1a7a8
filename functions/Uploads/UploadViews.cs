using FirstRead.Core.Studies;
using FirstRead.Web;

namespace FirstRead.Functions.Uploads;

/// <summary>What became of a clinic's uploads.</summary>
public sealed class UploadViews(UploadsPorts ports)
{
    private const int MostUploads = 100;

    public async Task<Answer> ListAsync(Call call)
    {
        var uploads = await ports.Uploads.ListAsync(call.Clinic, MostUploads, call.Cancelled);
        return Answer.Json(new UploadList([.. uploads.Select(LineOf)]), UploadJson.Default.UploadList);
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
            StoredNames.Of(upload.Priority),
            [.. files.Select(BodyOf)],
            [.. studies.OfType<Study>().Select(BodyOf)]);
        return Answer.Json(body, UploadJson.Default.UploadBody);
    }

    private static UploadLine LineOf(Upload upload) =>
        new(upload.Id.Value, upload.CreatedAt, upload.FileCount, upload.Open, StoredNames.Of(upload.Priority));

    private static UploadFileBody BodyOf(UploadFile file) =>
        new(file.Id.Value, StoredNames.Of(file.State), file.Code, file.Message, file.Study?.Value);

    private static UploadStudyBody BodyOf(Study study) =>
        new(study.Id.Value, StoredNames.Of(study.Status), study.Reason, StoredNames.Of(study.Risk), study.Times.SignedAt);
}

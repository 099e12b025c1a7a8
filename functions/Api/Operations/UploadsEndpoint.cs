using FirstRead.Core.Studies;
using FirstRead.Functions.Api.Operations.Bodies;
using FirstRead.Web;

namespace FirstRead.Functions.Api.Operations;

/// <summary>A clinic's newest uploads, with what was refused or held and why.</summary>
public sealed class UploadsEndpoint(ApiPorts ports)
{
    /// <summary>The files of each are read: 2,000 rows at most.</summary>
    private const int MostUploads = 25;

    public async Task<Answer> ListAsync(Call call)
    {
        if (Asked.Clinic(call.Query("clinic")) is not { } clinic)
            return Problems.InvalidBody("clinic", "must be a clinic's id");
        var uploads = await ports.Operations.Uploads.ListAsync(clinic, MostUploads, null, call.Cancelled);
        var bodies = await Task.WhenAll(uploads.Select(async upload => ClinicUploadBody.Of(upload, await ports.Operations.Uploads.ListFilesAsync(upload.Id, call.Cancelled))));
        return Answer.Json(new ClinicUploadsBody(clinic.Value, bodies, uploads.Count == MostUploads), OperationsJson.Default.ClinicUploadsBody);
    }
}

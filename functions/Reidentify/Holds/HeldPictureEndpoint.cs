using FirstRead.Core.Audit;
using FirstRead.Core.Intake.Holds;
using FirstRead.Core.Storage;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Reading;
using FirstRead.Web;

namespace FirstRead.Functions.Reidentify.Holds;

/// <summary>Shows a held file's pixels as they came, names and all, to the person who must decide. Audited before it is read.</summary>
public sealed class HeldPictureEndpoint(ReidentifyPorts ports, string incomingBucket)
{
    /// <summary>The function has 512 MB, of which the rendering takes its share too.</summary>
    private const long LargestObject = 100L << 20;

    public async Task<Answer> ShowAsync(Call call)
    {
        var (request, problem) = await call.ReadAsync(HoldJson.Default.PictureRequest);
        if (request is null)
            return problem!;
        if (await HoldEndpoints.HeldAsync(ports, call) is not { } held)
            return Problems.NotFound;
        await ports.Audit.AppendAsync(
            new AuditEvent(AuditSubjects.Of(held.Upload), call.Caller.Subject, AuditActs.ViewHeld, $"file {held.File}, frame {request.Frame}", ports.Clock.GetUtcNow()),
            call.Cancelled);
        await using var stored = await ports.Objects.OpenAsync(incomingBucket, ObjectKeys.Quarantine(held.Upload, held.File), null, call.Cancelled);
        if (stored is null)
            return Problems.NotFound;
        if (stored.Length > LargestObject)
            return NoPicture($"The file has {stored.Length} bytes.");
        try
        {
            using var reader = new DicomReader(stored.Content, leaveOpen: true);
            var dataset = DicomDataset.Read(reader);
            return Show(dataset, PixelFrames.Open(dataset, reader.TransferSyntax), request.Frame);
        }
        catch (DicomException broken)
        {
            return NoPicture(broken.Message);
        }
    }

    private static Answer Show(DicomDataset dataset, PixelFrames frames, int frame)
    {
        if (frame < 0 || frame >= frames.Count)
            return Problems.InvalidBody("frame", $"must be 0 to {frames.Count - 1}");
        var (columns, rows) = (frames.Description.Columns, frames.Description.Rows);
        return Answer.Json(new PictureBody(frame, frames.Count, columns, rows, HeldPicture.Of(dataset, frames, frame)), HoldJson.Default.PictureBody);
    }

    private static Problem NoPicture(string why) => new(409, "no-picture", "The pixels cannot be shown", why);
}

using FirstRead.Core.Audit;
using FirstRead.Core.Intake.Holds;
using FirstRead.Core.Storage;
using FirstRead.Dicom;
using FirstRead.Dicom.Pixels;
using FirstRead.Dicom.Reading;
using FirstRead.Dicom.Rendering;
using FirstRead.Web;

namespace FirstRead.Functions.Reidentify.Holds;

/// <summary>Shows a held file's pixels as they came, names and all, to the person who must decide. Audited before it is read.</summary>
public sealed class HeldPictureEndpoint(ReidentifyPorts ports, string incomingBucket)
{
    /// <summary>The function has 512 MB, and drawing takes a few times the frame.</summary>
    private static readonly DecodeLimits Limits = new() { MaxFrameBytes = 64 << 20 };

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
        try
        {
            using var reader = new DicomReader(stored.Content, leaveOpen: true);
            return Show(FrameReader.Open(reader, Limits), request.Frame);
        }
        catch (DicomException broken)
        {
            return NoPicture(broken.Message);
        }
    }

    private static Answer Show(FrameReader frames, int frame)
    {
        if (frame < 0 || frame >= frames.Stored.Frames)
            return Problems.InvalidBody("frame", $"must be 0 to {frames.Stored.Frames - 1}");
        while (frames.Index < frame - 1)
            frames.Skip();
        frames.Read();
        var picture = FrameRendering.Render(frames.Header, frames.Frame, frames.Description, frame);
        var body = new PictureBody(frame, frames.Stored.Frames, frames.Stored.Columns, frames.Stored.Rows, HeldPicture.Png(picture));
        return Answer.Json(body, HoldJson.Default.PictureBody);
    }

    private static Problem NoPicture(string why) => new(409, "no-picture", "The pixels cannot be shown", why);
}

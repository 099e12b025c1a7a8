using FirstRead.Core.Studies;

namespace FirstRead.Core.Uploads;

/// <summary>Who sends, or asks where to, is still there: an upload's deadline begins anew.</summary>
public static class SignsOfLife
{
    /// <summary>What was announced may take as long as any upload may stand still, also where more may follow.</summary>
    public static Task ShowLifeAsync(this IUploadStore uploads, Upload upload, UploadPatience patience, DateTimeOffset now, CancellationToken cancel) =>
        upload.Growing ? uploads.WaitForMoreAsync(upload, now + patience.Quiet, cancel) : uploads.ScheduleAsync(upload, now + patience.Stalled, cancel);
}

using FirstRead.Core.Studies;

namespace FirstRead.Core.Uploads;

/// <summary>Each clinic's bucket of tokens; takers at the same moment take different ones.</summary>
public interface IUploadTokens
{
    /// <returns>Null when a token was taken, else how long to wait for one.</returns>
    Task<TimeSpan?> TakeAsync(ClinicId clinic, UploadRate rate, DateTimeOffset now, CancellationToken cancel);
}

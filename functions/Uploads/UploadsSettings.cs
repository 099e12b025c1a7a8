using FirstRead.Core.Settings;
using FirstRead.Core.Uploads;
using FirstRead.Web;

namespace FirstRead.Functions.Uploads;

/// <param name="UrlLifetime">Of a presigned URL.</param>
/// <param name="Patience">How long an upload may stand still.</param>
/// <param name="Rate">Of one clinic.</param>
public sealed record UploadsSettings(WebSettings Web, string StudiesTable, string AuditTable, string IncomingBucket, TimeSpan UrlLifetime, UploadPatience Patience, UploadRate Rate)
{
    private const int StandardSeconds = 900;
    private const int StandardUploads = 60;
    private const int MostUploads = 60_000;

    /// <summary>Seven days: Signature Version 4 knows no longer-lived URL.</summary>
    private const int LongestExpiry = 7 * 24 * 3600;

    public static UploadsSettings Read(EnvironmentReader environment) => new(
        WebSettings.Read(environment, ResourceNames.Functions.Uploads),
        environment.Required(EnvironmentNames.StudiesTable),
        environment.Required(EnvironmentNames.AuditTable),
        environment.Required(EnvironmentNames.IncomingBucket),
        TimeSpan.FromSeconds(environment.Integer(EnvironmentNames.UploadExpirySeconds, StandardSeconds, 1, LongestExpiry)),
        UploadPatience.Read(environment),
        new UploadRate(environment.Integer(EnvironmentNames.UploadsPerMinute, StandardUploads, 1, MostUploads)));
}

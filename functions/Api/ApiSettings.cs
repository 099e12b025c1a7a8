using FirstRead.Core.Settings;
using FirstRead.Functions.Api.Operations;
using FirstRead.Web;

namespace FirstRead.Functions.Api;

/// <param name="DeidentifiedBucket">Of which it reads reports alone.</param>
/// <param name="ResultsBucket">Of which it reads what analyses left, and writes what people sign.</param>
/// <param name="PixelKeySecret">Name of the secret with the private key of the pixel cookies.</param>
/// <param name="PixelKeyPairId">CloudFront's id of the public key that belongs to it.</param>
/// <param name="SnoozeMinutes">How long an alert may be put off, all in all.</param>
/// <param name="ReauthenticationSeconds">How old the login of who signs may be.</param>
public sealed record ApiSettings(WebSettings Web, string StudiesTable, string AuditTable, string DeidentifiedBucket, string ResultsBucket, Uri PortalUrl, string PixelKeySecret, string PixelKeyPairId, int SnoozeMinutes = ApiSettings.StandardSnooze, int ReauthenticationSeconds = ApiSettings.StandardReauthentication)
{
    public const int StandardSnooze = 30;
    public const int StandardReauthentication = 300;
    public const int StandardIdle = 15;
    private const int MostSnooze = 120;

    public OperationsSettings Operations { get; init; } = OperationsSettings.Standard;

    /// <summary>After how many minutes without a touch the portal logs off (45 CFR 164.312(a)(2)(iii)).</summary>
    public int IdleMinutes { get; init; } = StandardIdle;

    public static ApiSettings Read(EnvironmentReader environment) => new(
        WebSettings.Read(environment, ResourceNames.Functions.Api),
        environment.Required(EnvironmentNames.StudiesTable),
        environment.Required(EnvironmentNames.AuditTable),
        environment.Required(EnvironmentNames.DeidentifiedBucket),
        environment.Required(EnvironmentNames.ResultsBucket),
        Uri.TryCreate(environment.Required(EnvironmentNames.PortalUrl), UriKind.Absolute, out var portal)
            ? portal
            : throw new SettingException(EnvironmentNames.PortalUrl, "must be an absolute address"),
        environment.Required(EnvironmentNames.PixelSigningKeySecret),
        environment.Required(EnvironmentNames.PixelKeyPairId),
        environment.Integer(EnvironmentNames.SnoozeMinutes, StandardSnooze, minimum: 1, MostSnooze),
        environment.Integer(EnvironmentNames.ReauthenticationSeconds, StandardReauthentication, minimum: 10, maximum: 3600))
    {
        Operations = OperationsSettings.Read(environment),
        IdleMinutes = environment.Integer(EnvironmentNames.IdleMinutes, StandardIdle, minimum: 1, maximum: 60),
    };
}

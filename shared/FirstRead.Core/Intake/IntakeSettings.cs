using FirstRead.Core.Settings;

namespace FirstRead.Core.Intake;

/// <summary>Where Ingest reads and writes. Secrets by name, never by value.</summary>
/// <param name="Patience">An upload without progress for so long has stalled.</param>
public sealed record IntakeSettings(
    string DeidentifiedBucket,
    string LookupKeySecret,
    string UidKeySecret,
    string VaultKeySecret,
    TimeSpan Patience)
{
    private const int StandardSeconds = 900;
    private const int LongestSeconds = 7 * 24 * 3600;

    /// <exception cref="SettingException">One is missing or wrong.</exception>
    public static IntakeSettings Read(EnvironmentReader environment) => new(
        environment.Required(EnvironmentNames.DeidentifiedBucket),
        environment.Required(EnvironmentNames.LookupKeySecret),
        environment.Required(EnvironmentNames.UidKeySecret),
        environment.Required(EnvironmentNames.VaultKeySecret),
        TimeSpan.FromSeconds(environment.Integer(EnvironmentNames.UploadStalledSeconds, StandardSeconds, 1, LongestSeconds)));
}

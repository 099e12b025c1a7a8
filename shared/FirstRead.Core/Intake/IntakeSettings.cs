using FirstRead.Core.Settings;
using FirstRead.Core.Uploads;

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
    /// <summary>How long an upload that may grow is waited for.</summary>
    public TimeSpan Quiet { get; init; } = UploadPatience.Standard.Quiet;

    /// <exception cref="SettingException">One is missing or wrong.</exception>
    public static IntakeSettings Read(EnvironmentReader environment) => new(
        environment.Required(EnvironmentNames.DeidentifiedBucket),
        environment.Required(EnvironmentNames.LookupKeySecret),
        environment.Required(EnvironmentNames.UidKeySecret),
        environment.Required(EnvironmentNames.VaultKeySecret),
        UploadPatience.Read(environment).Stalled)
    {
        Quiet = UploadPatience.Read(environment).Quiet,
    };
}

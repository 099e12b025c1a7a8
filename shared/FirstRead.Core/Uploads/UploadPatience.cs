using FirstRead.Core.Settings;

namespace FirstRead.Core.Uploads;

/// <summary>How long an upload may stand still.</summary>
/// <param name="Stalled">Without progress: what has not come is given up.</param>
/// <param name="Quiet">While more files may follow: then nothing more is expected.</param>
public sealed record UploadPatience(TimeSpan Stalled, TimeSpan Quiet)
{
    private const int StalledSeconds = 900;
    private const int QuietSeconds = 60;
    private const int LongestSeconds = 7 * 24 * 3600;

    public static UploadPatience Standard { get; } = new(TimeSpan.FromSeconds(StalledSeconds), TimeSpan.FromSeconds(QuietSeconds));

    /// <exception cref="SettingException">One is wrong.</exception>
    public static UploadPatience Read(EnvironmentReader environment) => new(
        TimeSpan.FromSeconds(environment.Integer(EnvironmentNames.UploadStalledSeconds, StalledSeconds, 1, LongestSeconds)),
        TimeSpan.FromSeconds(environment.Integer(EnvironmentNames.UploadQuietSeconds, QuietSeconds, 1, LongestSeconds)));
}

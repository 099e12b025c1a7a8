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
    private const int DeadlineSteps = 30;

    /// <summary>
    /// When an upload that stood still from now on will have stalled: in steps of a thirtieth of the patience, and never too early.
    /// A time that moved with each file would move the upload's row of the due index with each, which costs two writes more.
    /// </summary>
    public DateTimeOffset Deadline(DateTimeOffset now)
    {
        var (step, due) = (Patience.Ticks / DeadlineSteps, (now + Patience).UtcTicks);
        return new((due + step - 1) / step * step, TimeSpan.Zero);
    }

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

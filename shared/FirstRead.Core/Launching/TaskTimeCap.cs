using FirstRead.Core.Settings;

namespace FirstRead.Core.Launching;

/// <summary>How much task time a UTC day may take, all tasks together.</summary>
/// <param name="PerDay">Null: there is no cap.</param>
/// <param name="Stops">At the cap no further task starts; else operators are told and nothing stops.</param>
public sealed record TaskTimeCap(TimeSpan? PerDay, bool Stops)
{
    /// <summary>999 tasks around the clock.</summary>
    private const int MostMinutes = 999 * 24 * 60;

    public static TaskTimeCap None { get; } = new(null, Stops: false);

    /// <exception cref="SettingException">One is wrong.</exception>
    public static TaskTimeCap Read(EnvironmentReader environment) => new(
        environment.Integer(EnvironmentNames.DailyTaskMinutes, standard: 0, minimum: 0, MostMinutes) is > 0 and var minutes ? TimeSpan.FromMinutes(minutes) : null,
        environment.Optional(EnvironmentNames.DailyCapStops) is { } stops && (bool.TryParse(stops, out var yes)
            ? yes
            : throw new SettingException(EnvironmentNames.DailyCapStops, "must be true or false")));
}

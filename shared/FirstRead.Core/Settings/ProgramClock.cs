using System.Globalization;

namespace FirstRead.Core.Settings;

/// <summary>The clock of a program: the system's. Only a local cloud that was told to put clocks wrong makes it another.</summary>
public static class ProgramClock
{
    /// <summary>On AWS this is never set: a program there does not look at an offset, whatever its environment says.</summary>
    private const string LocalStore = "AWS_ENDPOINT_URL_DYNAMODB";

    /// <exception cref="SettingException">The offset is no number.</exception>
    public static TimeProvider Of(EnvironmentReader environment)
    {
        if (environment.Optional(LocalStore) is null || environment.Optional(EnvironmentNames.ClockOffsetSeconds) is not { } text)
            return TimeProvider.System;
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            ? new WrongClock(TimeSpan.FromSeconds(seconds))
            : throw new SettingException(EnvironmentNames.ClockOffsetSeconds, "must be a whole number of seconds");
    }

    private sealed class WrongClock(TimeSpan offset) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;
    }
}

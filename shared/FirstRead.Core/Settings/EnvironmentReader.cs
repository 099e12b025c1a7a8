using System.Globalization;

namespace FirstRead.Core.Settings;

/// <summary>Reads settings once at start; a missing or wrong one fails loudly with its name.</summary>
public sealed class EnvironmentReader(Func<string, string?> read)
{
    /// <summary>The process's own environment: the one place that reads it.</summary>
#pragma warning disable RS0030 // this is the one place
    public static EnvironmentReader OfProcess { get; } = new(Environment.GetEnvironmentVariable);
#pragma warning restore RS0030

    /// <exception cref="SettingException">The variable is not set.</exception>
    public string Required(string name) => Optional(name) ?? throw new SettingException(name, "is not set");

    /// <summary>Null when unset or empty.</summary>
    public string? Optional(string name) => read(name) is { Length: > 0 } value ? value : null;

    /// <exception cref="SettingException">The value is no whole number within the bounds.</exception>
    public int Integer(string name, int standard, int minimum, int maximum)
    {
        if (Optional(name) is not { } text)
            return standard;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum
            ? value
            : throw new SettingException(name, $"must be a whole number from {minimum} to {maximum}");
    }

    public IReadOnlyList<string> List(string name) => Optional(name)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
}

/// <summary>A setting is missing or wrong; the message names the variable and never its value.</summary>
public sealed class SettingException(string name, string problem) : Exception($"Environment variable {name} {problem}.");

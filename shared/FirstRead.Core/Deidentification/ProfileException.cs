namespace FirstRead.Core.Deidentification;

/// <summary>A de-identification profile cannot be used. Each problem names the member and what is allowed there.</summary>
/// <param name="source">The file's path, or the name that was asked for.</param>
public sealed class ProfileException(string source, IReadOnlyList<string> problems)
    : Exception($"{source}: {string.Join(" ", problems)}")
{
    public IReadOnlyList<string> Problems { get; } = problems;
}

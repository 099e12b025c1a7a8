namespace FirstRead.Core.Analysis.Models;

/// <summary>A model.json is not what it must be: every problem at once, each with its place.</summary>
public sealed class ManifestException(string file, IReadOnlyList<string> problems)
    : Exception($"{file} is no valid model manifest:{string.Concat(problems.Select(problem => $"\n  {problem}"))}")
{
    public IReadOnlyList<string> Problems { get; } = problems;
}

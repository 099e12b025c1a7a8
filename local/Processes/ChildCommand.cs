namespace FirstRead.Local.Processes;

/// <summary>A program to run beside us.</summary>
/// <param name="Name">Names its log file; lower-case letters, digits and hyphens.</param>
/// <param name="Environment">All of its environment but what every program needs (PATH, HOME and the like).</param>
/// <param name="LowPriority">Runs behind everything else on the machine.</param>
public sealed record ChildCommand(
    string Name,
    string Program,
    IReadOnlyList<string> Arguments,
    IReadOnlyDictionary<string, string> Environment,
    string? WorkingDirectory = null,
    bool LowPriority = false);

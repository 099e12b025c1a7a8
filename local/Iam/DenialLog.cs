using System.Collections.Concurrent;

namespace FirstRead.Local.Iam;

/// <summary>Each denial of its kind once: to the local cloud's own output, and to <c>logs/access-denied.log</c>.</summary>
public sealed class DenialLog(string path)
{
    private readonly ConcurrentDictionary<string, bool> _written = new();
    private readonly Lock _gate = new();

    public static string PathIn(string data) => Path.Combine(data, "logs", "access-denied.log");

    public void Write(Denial denial)
    {
        if (!_written.TryAdd(denial.Line, true))
            return;
        Console.Error.WriteLine(denial.Line);
        lock (_gate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.AppendAllText(path, denial.Line + "\n");
        }
    }
}

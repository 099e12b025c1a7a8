using System.Text.Json;

namespace FirstRead.Cli.Bench.Faults;

/// <summary>What the local cloud noted of the faults that fell (local/Faults/FaultScene.cs).</summary>
public sealed record FaultJournal(IReadOnlyList<Fault> Faults)
{
    public static FaultJournal Read(string folder)
    {
        var path = Path.Combine(folder, "faults.jsonl");
        if (!File.Exists(path))
            return new FaultJournal([]);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return new FaultJournal([.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)]);
    }

    public IReadOnlyDictionary<string, int> Counts => Faults.CountBy(fault => fault.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal).ToDictionary(kind => kind.Key, kind => kind.Value);

    private static Fault Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        return new Fault(root.GetProperty("at").GetDateTimeOffset(), root.GetProperty("kind").GetString()!, root.GetProperty("where").GetString()!, root.GetProperty("subject").GetString());
    }
}

/// <summary>One fault that fell.</summary>
/// <param name="Where">Service and operation.</param>
/// <param name="Subject">Items, bucket or object.</param>
public sealed record Fault(DateTimeOffset At, string Kind, string Where, string? Subject);

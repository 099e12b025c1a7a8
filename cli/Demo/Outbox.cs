using System.Text.Json;
using FirstRead.Core.Settings;

namespace FirstRead.Cli.Demo;

/// <summary>The alerts that the local SNS "sent": the operators' mail of the day is none.</summary>
public sealed class Outbox(string folder)
{
    private string Path => System.IO.Path.Combine(folder, "outbox.jsonl");

    public IReadOnlyList<TextMessage> Read()
    {
        if (!File.Exists(Path))
            return [];
        using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        // A line that is still being written has no end yet.
        var text = reader.ReadToEnd();
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.Contains(ResourceNames.OperationsTopic, StringComparison.Ordinal)).Select(Parse)];
    }

    private static TextMessage Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        return new TextMessage(root.GetProperty("time").GetDateTimeOffset(), root.GetProperty("message").GetString()!);
    }
}

public sealed record TextMessage(DateTimeOffset At, string Text);

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FirstRead.Local.Sns;

/// <summary>Messages that AWS would have sent, one JSON line each: <c>time, phone or topic, subject, message, messageId</c>.</summary>
public sealed class Outbox(string path, TimeProvider time)
{
    // A file for people too: a plus sign stays one.
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly Lock _gate = new();

    public void Add(string? phone, string? topic, string? subject, string message, string messageId)
    {
        var line = new JsonObject
        {
            ["time"] = time.GetUtcNow().ToString("O"),
            ["phone"] = phone,
            ["topic"] = topic,
            ["subject"] = subject,
            ["message"] = message,
            ["messageId"] = messageId,
        };
        lock (_gate)
            File.AppendAllText(path, line.ToJsonString(Plain) + "\n");
    }

    /// <summary>All messages as one JSON array, oldest first.</summary>
    public string ReadAll()
    {
        lock (_gate)
            return File.Exists(path) ? $"[{string.Join(",\n", File.ReadLines(path))}]" : "[]";
    }
}

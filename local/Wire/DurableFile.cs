using System.Text.Json;
using System.Text.Json.Nodes;

namespace FirstRead.Local.Wire;

/// <summary>Small files that are replaced whole: a reader, or a restart, sees the old one or the new one.</summary>
internal static class DurableFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static void Write(string path, JsonNode content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = path + "~";
        File.WriteAllText(draft, content.ToJsonString(Indented) + "\n");
        File.Move(draft, path, overwrite: true);
    }

    /// <summary>Null when there is none.</summary>
    public static JsonObject? Read(string path) => File.Exists(path) ? (JsonObject?)JsonNode.Parse(File.ReadAllText(path)) : null;
}

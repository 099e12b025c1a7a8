using System.Text.Json;
using System.Text.Json.Nodes;

namespace FirstRead.Core.Analysis.Results;

/// <summary>
/// A result as a file beside the objects of its attempt. The time at which it was finished is left to the table: beside the
/// shifted dates of the objects, the clock's would give the shift away.
/// </summary>
public static class FindingsJson
{
    public const string Name = "findings.json";

    /// <returns>camelCase JSON, UTF-8, as findings.schema.json has it.</returns>
    public static byte[] Write(AnalysisResult result)
    {
        var document = JsonSerializer.SerializeToNode(result, AnalysisJson.Default.AnalysisResult)!.AsObject();
        document.Remove("finishedAt");
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
            document.WriteTo(writer);
        return bytes.ToArray();
    }
}

using System.Text.Json.Nodes;

namespace FirstRead.Core.DicomWeb;

/// <summary>Attributes of a data set in the DICOM JSON Model (PS3.18 annex F).</summary>
public static class JsonAttributes
{
    /// <summary>Every value as text; of a name its alphabetic group. None where the attribute is absent or empty.</summary>
    public static IEnumerable<string> TextsOf(JsonObject dataset, string id) =>
        dataset[id]?["Value"] is JsonArray values
            ? values.Select(value => value switch
            {
                JsonObject name => (string?)name["Alphabetic"],
                JsonValue single => single.ToString(),
                _ => null,
            }).OfType<string>()
            : [];

    public static string? TextOf(JsonObject dataset, string id) => TextsOf(dataset, id).FirstOrDefault();

    public static JsonObject Of(string vr, params IEnumerable<JsonNode> values) => new()
    {
        ["vr"] = vr,
        ["Value"] = new JsonArray([.. values]),
    };
}

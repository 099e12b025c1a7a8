using System.Text.Json;
using System.Text.Json.Serialization;

namespace FirstRead.Core.Analysis.Results;

/// <summary>The contours file as bytes: camelCase JSON, UTF-8.</summary>
public static class ContourJson
{
    public static byte[] Write(ContourDocument document) => JsonSerializer.SerializeToUtf8Bytes(document, ContourJsonContext.Default.ContourDocument);

    /// <exception cref="JsonException">The bytes are no contour document.</exception>
    public static ContourDocument Read(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, ContourJsonContext.Default.ContourDocument) ?? throw new JsonException("The document is null.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ContourDocument))]
internal sealed partial class ContourJsonContext : JsonSerializerContext;

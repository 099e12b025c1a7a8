using System.Text.Json;
using System.Text.Json.Serialization;

namespace FirstRead.Core.Review;

/// <summary>A review round as stored JSON: camelCase, null left out, verdicts by their names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(VerdictConverter)])]
[JsonSerializable(typeof(ReviewRound))]
[JsonSerializable(typeof(ReadComparison))]
public sealed partial class ReviewJson : JsonSerializerContext;

internal sealed class VerdictConverter : JsonConverter<Verdict>
{
    public override Verdict Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        VerdictNames.Parse(reader.GetString()) ?? throw new JsonException("The verdict has no name of ours.");

    public override void Write(Utf8JsonWriter writer, Verdict value, JsonSerializerOptions options) => writer.WriteStringValue(VerdictNames.Of(value));
}

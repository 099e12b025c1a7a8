using System.Text.Json;
using System.Text.Json.Serialization;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Analysis;

/// <summary>A result as stored JSON: camelCase, null left out, ids and states by their stored names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(StudyIdConverter), typeof(RiskConverter), typeof(OutcomeConverter)])]
[JsonSerializable(typeof(AnalysisResult))]
public sealed partial class AnalysisJson : JsonSerializerContext;

internal sealed class StudyIdConverter : JsonConverter<StudyId>
{
    public override StudyId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => StudyId.Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, StudyId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class RiskConverter : JsonConverter<Risk>
{
    public override Risk Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        StoredNames.Parse<Risk>(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, Risk value, JsonSerializerOptions options) => writer.WriteStringValue(StoredNames.Of(value));
}

internal sealed class OutcomeConverter : JsonConverter<AnalysisOutcome>
{
    public override AnalysisOutcome Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        StoredNames.Parse<AnalysisOutcome>(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, AnalysisOutcome value, JsonSerializerOptions options) =>
        writer.WriteStringValue(StoredNames.Of(value));
}

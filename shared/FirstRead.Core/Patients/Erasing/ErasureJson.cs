using System.Text.Json;
using System.Text.Json.Serialization;
using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Patients.Erasing;

/// <summary>An erasure as stored JSON: camelCase, null left out, ids and states by their texts.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(ErasureIdConverter), typeof(ClinicIdConverter), typeof(PatientTokenConverter), typeof(StudyIdConverter), typeof(ErasureStateConverter)])]
[JsonSerializable(typeof(Erasure))]
public sealed partial class ErasureJson : JsonSerializerContext;

internal sealed class ErasureIdConverter : JsonConverter<ErasureId>
{
    public override ErasureId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ErasureId.Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, ErasureId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class ClinicIdConverter : JsonConverter<ClinicId>
{
    public override ClinicId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ClinicId.Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, ClinicId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class PatientTokenConverter : JsonConverter<PatientToken>
{
    public override PatientToken Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => PatientToken.Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, PatientToken value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class ErasureStateConverter : JsonConverter<ErasureState>
{
    public override ErasureState Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var name = reader.GetString();
        foreach (var state in Enum.GetValues<ErasureState>())
            if (ErasureNames.Of(state) == name)
                return state;
        throw new JsonException("The state has no name of ours.");
    }

    public override void Write(Utf8JsonWriter writer, ErasureState value, JsonSerializerOptions options) => writer.WriteStringValue(ErasureNames.Of(value));
}

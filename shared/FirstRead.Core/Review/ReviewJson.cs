using System.Text.Json;
using System.Text.Json.Serialization;
using FirstRead.Core.Analysis;

namespace FirstRead.Core.Review;

/// <summary>A review round as stored JSON: camelCase, null left out, verdicts by their names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(VerdictConverter), typeof(CommunicationMeansConverter), typeof(StudyIdConverter)])]
[JsonSerializable(typeof(ReviewRound))]
[JsonSerializable(typeof(Communication))]
[JsonSerializable(typeof(OpenCommunication))]
public sealed partial class ReviewJson : JsonSerializerContext;

internal sealed class VerdictConverter : JsonConverter<Verdict>
{
    public override Verdict Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        VerdictNames.Parse(reader.GetString()) ?? throw new JsonException("The verdict has no name of ours.");

    public override void Write(Utf8JsonWriter writer, Verdict value, JsonSerializerOptions options) => writer.WriteStringValue(VerdictNames.Of(value));
}

internal sealed class CommunicationMeansConverter : JsonConverter<CommunicationMeans>
{
    public override CommunicationMeans Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        CommunicationMeansNames.Parse(reader.GetString()) ?? throw new JsonException("The means has no name of ours.");

    public override void Write(Utf8JsonWriter writer, CommunicationMeans value, JsonSerializerOptions options) => writer.WriteStringValue(CommunicationMeansNames.Of(value));
}

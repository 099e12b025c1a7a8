using System.Text.Json;
using System.Text.Json.Serialization;

namespace FirstRead.Core.Learning;

/// <summary>What a case's reader is to find, in the copy's UIDs. Stored where no cookie reaches and no address leads.</summary>
/// <param name="Truth">The signed read: accepted, amended and own findings.</param>
/// <param name="Ai">All that the model marked, rejected findings too.</param>
/// <param name="Model">Name and version; null where no model read the study.</param>
/// <param name="ReferenceWithAi">The signed read was made with the model's outlines in view.</param>
public sealed record TeachingAnswers(IReadOnlyList<Marking> Truth, IReadOnlyList<Marking> Ai, string? Model, bool ReferenceWithAi);

/// <summary>What a case consists of: written before its first picture, and again with all of them when the copy is whole.</summary>
/// <param name="Planned">Object keys of every picture that may come to be.</param>
/// <param name="Pictures">Empty until the copy is whole.</param>
public sealed record CaseContents(IReadOnlyList<string> Planned, IReadOnlyList<TeachingPicture> Pictures);

/// <summary>Both as JSON files: camelCase, UTF-8.</summary>
public static class TeachingJson
{
    public const string ContentType = "application/json";

    public static byte[] Write(TeachingAnswers answers) => JsonSerializer.SerializeToUtf8Bytes(answers, TeachingJsonContext.Default.TeachingAnswers);

    public static byte[] Write(CaseContents contents) => JsonSerializer.SerializeToUtf8Bytes(contents, TeachingJsonContext.Default.CaseContents);

    public static byte[] Write(LearnerRead read) => JsonSerializer.SerializeToUtf8Bytes(read, TeachingJsonContext.Default.LearnerRead);

    /// <exception cref="JsonException">The bytes are no answers.</exception>
    public static TeachingAnswers Answers(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, TeachingJsonContext.Default.TeachingAnswers) ?? throw new JsonException("The answers are null.");

    /// <exception cref="JsonException">The bytes are no contents.</exception>
    public static CaseContents Contents(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, TeachingJsonContext.Default.CaseContents) ?? throw new JsonException("The contents are null.");

    /// <exception cref="JsonException">The bytes are no read.</exception>
    public static LearnerRead Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, TeachingJsonContext.Default.LearnerRead) ?? throw new JsonException("The read is null.");
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CaseIdConverter), typeof(ReadModeConverter)])]
[JsonSerializable(typeof(TeachingAnswers))]
[JsonSerializable(typeof(CaseContents))]
[JsonSerializable(typeof(LearnerRead))]
internal sealed partial class TeachingJsonContext : JsonSerializerContext;

internal sealed class CaseIdConverter : JsonConverter<CaseId>
{
    public override CaseId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => CaseId.Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, CaseId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class ReadModeConverter : JsonConverter<ReadMode>
{
    public override ReadMode Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => ReadModeNames.Parse(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, ReadMode value, JsonSerializerOptions options) => writer.WriteStringValue(ReadModeNames.Of(value));
}

using System.Text.Json.Serialization;
using FirstRead.Functions.Api.Bodies;

namespace FirstRead.Functions.Api.Priors;

public sealed record PriorsBody(IReadOnlyList<PriorBody> Priors);

/// <param name="Study">Another study of the same patient.</param>
/// <param name="Days">From it to the study that was asked for; negative where it came later, null where a StudyDate is missing.</param>
public sealed record PriorBody(StudyBody Study, int? Days);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PriorsBody))]
public sealed partial class PriorBodies : JsonSerializerContext;

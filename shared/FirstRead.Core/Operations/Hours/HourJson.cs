using System.Text.Json.Serialization;

namespace FirstRead.Core.Operations.Hours;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HourOfStudies))]
public sealed partial class HourJson : JsonSerializerContext;

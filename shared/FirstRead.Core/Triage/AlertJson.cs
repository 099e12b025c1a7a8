using System.Text.Json.Serialization;
using FirstRead.Core.Triage.OnCall;

namespace FirstRead.Core.Triage;

/// <summary>An alert's steps as stored JSON: camelCase, null left out, channels by their names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(ChannelConverter)])]
[JsonSerializable(typeof(IReadOnlyList<AlertStep>))]
public sealed partial class AlertJson : JsonSerializerContext;

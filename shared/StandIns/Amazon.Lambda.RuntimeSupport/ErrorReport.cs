#nullable enable
using System.Text.Json.Serialization;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The body of an error report, as every runtime of Lambda's sends it.</summary>
internal sealed record ErrorReport(string ErrorMessage, string ErrorType, string[] StackTrace);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ErrorReport))]
internal sealed partial class RuntimeJson : JsonSerializerContext;

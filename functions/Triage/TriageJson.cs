using System.Text.Json.Serialization;
using Amazon.Lambda.DynamoDBEvents;

namespace FirstRead.Functions.Triage;

/// <summary>A log line: what became of a new result; a problem is one that an operator must mend.</summary>
public sealed record TriageLine(string Study, string Trace, int Attempt, string Rule, string State, DateTimeOffset? SentAt, string? Problem);

/// <summary>A log line: a record that will come again.</summary>
public sealed record TriageFailure(string? Sequence, string Exception);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DynamoDBEvent))]
[JsonSerializable(typeof(StreamsEventResponse))]
[JsonSerializable(typeof(TriageLine))]
[JsonSerializable(typeof(TriageFailure))]
public sealed partial class TriageJson : JsonSerializerContext;

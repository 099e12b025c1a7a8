using System.Text.Json;
using System.Text.Json.Nodes;

namespace FirstRead.Local.Lambda;

/// <summary>Records of one shard on their way to a function, oldest first, and what its answer says about them.</summary>
public static class StreamBatch
{
    public static JsonObject Event(IReadOnlyList<JsonNode> records) => new() { ["Records"] = new JsonArray([.. records.Select(record => record.DeepClone())]) };

    /// <summary>
    /// Records that have to come again: all of them after an error; with <c>batchItemFailures</c> (ReportBatchItemFailures) those from the
    /// oldest one named, and all where a name is empty or unknown or the answer is no JSON; else none.
    /// </summary>
    public static IReadOnlyList<JsonNode> Unfinished(IReadOnlyList<JsonNode> records, InvocationOutcome outcome)
    {
        if (outcome.Failed)
            return records;
        var positions = Named(outcome).Select(name => Position(records, name)).ToList();
        return positions.Count == 0 ? [] : [.. records.Skip(positions.Min())];
    }

    private static IEnumerable<string?> Named(InvocationOutcome outcome)
    {
        try
        {
            var failures = outcome.Payload.IsEmpty ? null : (JsonNode.Parse(outcome.Payload.Span) as JsonObject)?["batchItemFailures"] as JsonArray;
            return failures?.Select(failure => (string?)failure?["itemIdentifier"]) ?? [];
        }
        catch (JsonException)
        {
            return [null];
        }
    }

    private static int Position(IReadOnlyList<JsonNode> records, string? sequenceNumber) =>
        Math.Max(0, records.ToList().FindIndex(record => (string?)record["dynamodb"]?["SequenceNumber"] == sequenceNumber));
}

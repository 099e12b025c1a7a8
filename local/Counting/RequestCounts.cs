using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FirstRead.Local.Counting;

/// <summary>What was asked of the services, by service, program and operation. Any number of threads may add.</summary>
public sealed partial class RequestCounts
{
    /// <summary>Of requests that name no program: clinics, browsers, and what Lambda itself reads of a stream.</summary>
    public const string Nobody = "-";

    private readonly ConcurrentDictionary<(string Service, string Program, string Operation), Tally> _tallies = new();

    /// <param name="readUnits">DynamoDB's read request units, indexes included; 0 of other services.</param>
    /// <param name="writeUnits">DynamoDB's write request units, indexes included; 0 of other services.</param>
    public void Add(string service, string program, string operation, double readUnits = 0, double writeUnits = 0) => _tallies.AddOrUpdate(
        (service, program, operation),
        _ => new Tally(1, readUnits, writeUnits),
        (_, standing) => new Tally(standing.Requests + 1, standing.ReadUnits + readUnits, standing.WriteUnits + writeUnits));

    /// <summary>One object a row: <c>service, program, operation, requests, readUnits, writeUnits</c>.</summary>
    public JsonArray Describe() =>
    [
        .. _tallies.OrderBy(entry => entry.Key).Select(entry => new JsonObject
        {
            ["service"] = entry.Key.Service,
            ["program"] = entry.Key.Program,
            ["operation"] = entry.Key.Operation,
            ["requests"] = entry.Value.Requests,
            ["readUnits"] = entry.Value.ReadUnits,
            ["writeUnits"] = entry.Value.WriteUnits,
        }),
    ];

    /// <summary>The program that sent a request: what the SDK was told by <c>AWS_SDK_UA_APP_ID</c>.</summary>
    public static string ProgramOf(HttpRequest request) =>
        AppPattern().Match($"{request.Headers.UserAgent} {request.Headers["x-amz-user-agent"]}") is { Success: true } match ? match.Groups[1].Value : Nobody;

    [GeneratedRegex(@"\bapp/([A-Za-z0-9_-]+)")]
    private static partial Regex AppPattern();

    private sealed record Tally(long Requests, double ReadUnits, double WriteUnits);
}

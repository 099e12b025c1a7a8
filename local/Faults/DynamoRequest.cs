using System.Text.Json.Nodes;

namespace FirstRead.Local.Faults;

/// <summary>A request to DynamoDB, as far as its faults need it (API reference, "Actions"). All our tables have the keys <c>pk</c> and <c>sk</c>.</summary>
internal sealed record DynamoRequest(string Operation, JsonObject Body)
{
    private static readonly string[] Writes = ["PutItem", "UpdateItem", "DeleteItem"];

    public bool IsTransaction => Operation == "TransactWriteItems";

    public bool IsWrite => Writes.Contains(Operation);

    /// <summary>Of a query; null for the table itself.</summary>
    public string? Index => Operation == "Query" ? (string?)Body["IndexName"] : null;

    /// <summary>What is written, in the order of the request.</summary>
    public IReadOnlyList<WrittenItem> Written { get; } = [.. Find(Operation, Body)];

    /// <summary>What it is about, for the journal.</summary>
    public string? Subject => Written.Count > 0 ? string.Join(' ', Written.Select(item => item.ToString())) : Index ?? KeyText(Body["Key"]);

    public static DynamoRequest Of(string target, ReadOnlySpan<byte> body) => new(target.Split('.')[^1], JsonNode.Parse(body) as JsonObject ?? []);

    private static IEnumerable<WrittenItem> Find(string operation, JsonObject body)
    {
        if (operation == "TransactWriteItems")
            return (body["TransactItems"]?.AsArray() ?? []).Select(entry => entry!.AsObject().First().Value!.AsObject()).Select(Of).OfType<WrittenItem>();
        return Writes.Contains(operation) && Of(body) is { } item ? [item] : [];
    }

    private static WrittenItem? Of(JsonObject write) => (write["Item"] ?? write["Key"]) is { } keys && (string?)keys["pk"]?["S"] is { } pk && (string?)keys["sk"]?["S"] is { } sk
        ? new WrittenItem((string)write["TableName"]!, pk, sk)
        : null;

    private static string? KeyText(JsonNode? key) => key is null ? null : $"{(string?)key["pk"]?["S"]} {(string?)key["sk"]?["S"]}";
}

internal sealed record WrittenItem(string Table, string Pk, string Sk)
{
    public override string ToString() => $"{Pk} {Sk}";
}

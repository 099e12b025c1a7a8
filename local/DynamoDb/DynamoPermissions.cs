using System.Text.Json;
using FirstRead.Local.Iam;
using FirstRead.Local.Template;

namespace FirstRead.Local.DynamoDb;

/// <summary>
/// Which actions a DynamoDB call needs, on which tables and indexes (Service Authorization Reference, "Actions, resources, and condition
/// keys for Amazon DynamoDB"), with the key of each table. What fine-grained conditions look at is read only where a policy looks.
/// </summary>
public sealed class DynamoPermissions(Guard guard, IEnumerable<TableKeys> tables)
{
    private static readonly (string Member, string Action)[] Transacted =
    [
        ("ConditionCheck", "ConditionCheckItem"), ("Put", "PutItem"), ("Update", "UpdateItem"), ("Delete", "DeleteItem"), ("Get", "GetItem"),
    ];

    private readonly Dictionary<string, TableKeys> _tables = tables.ToDictionary(table => table.Name);

    /// <param name="operation">As behind the dot of X-Amz-Target, for example <c>GetItem</c>.</param>
    /// <exception cref="JsonException">The body is no JSON.</exception>
    public Denial? Check(Principal who, string operation, ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        return guard.Check(who, Actions(who, operation, document.RootElement));
    }

    private IEnumerable<AccessRequest> Actions(Principal who, string operation, JsonElement request) => operation switch
    {
        "TransactWriteItems" or "TransactGetItems" => request.GetProperty("TransactItems").EnumerateArray().SelectMany(part => InTransaction(who, operation, part)),
        "BatchGetItem" => request.GetProperty("RequestItems").EnumerateObject().SelectMany(table => On(who, operation, table.Name, null, call => call.AddBatch(table.Value))),
        "BatchWriteItem" => request.GetProperty("RequestItems").EnumerateObject().SelectMany(table => On(who, operation, table.Name, null, call => call.AddWrites(table.Value))),
        _ when request.TryGetProperty("TableName", out var table) => On(who, operation, table.GetString()!, Text(request, "IndexName"), call => call.Add(request)),
        _ => [AccessRequest.Of($"dynamodb:{operation}", "*")],
    };

    private IEnumerable<AccessRequest> InTransaction(Principal who, string operation, JsonElement part)
    {
        var (member, action) = Transacted.First(each => part.TryGetProperty(each.Member, out _));
        var request = part.GetProperty(member);
        return On(who, action, request.GetProperty("TableName").GetString()!, null, call => call.Add(request), ("dynamodb:EnclosingOperation", [operation]));
    }

    private IEnumerable<AccessRequest> On(
        Principal who, string operation, string tableName, string? index, Action<DynamoCall> describe, params (string Key, IReadOnlyList<string> Values)[] more)
    {
        var action = $"dynamodb:{operation}";
        var table = tableName.StartsWith("arn:", StringComparison.Ordinal) ? tableName : PhysicalNames.Arn("dynamodb", $"table/{tableName}");
        var resource = index is null ? table : $"{table}/index/{index}";
        var context = more;
        if (who.About(action).Any(statement => statement.Conditions.Count > 0))
        {
            var call = new DynamoCall(_tables.GetValueOrDefault(tableName)?.PartitionKey(index) ?? "");
            describe(call);
            context = [.. more, .. call.Context];
        }
        return [AccessRequest.Of(action, resource, context), .. guard.UseOfKey(table, "dynamodb", StackTemplate.Region, "kms:Decrypt")];
    }

    private static string? Text(JsonElement request, string member) => request.TryGetProperty(member, out var value) ? value.GetString() : null;
}

/// <summary>The partition keys of a table and of its indexes.</summary>
public sealed record TableKeys(string Name, string Key, IReadOnlyDictionary<string, string> Indexes)
{
    /// <param name="index">Null: the table itself.</param>
    public string? PartitionKey(string? index) => index is null ? Key : Indexes.GetValueOrDefault(index);

    public static IEnumerable<TableKeys> Of(StackTemplate template) => StackTables.Of(template).Select(table => new TableKeys(
        table.TableName, table.KeySchema[0].AttributeName, (table.GlobalSecondaryIndexes ?? []).ToDictionary(index => index.IndexName, index => index.KeySchema[0].AttributeName)));
}

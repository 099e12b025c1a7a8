using System.Text.Json;
using System.Text.RegularExpressions;

namespace FirstRead.Local.DynamoDb;

/// <summary>
/// What the condition keys of DynamoDB see of one call (Developer Guide, "Using IAM policy conditions for fine-grained access control"):
/// the partition keys that it names, the attributes that it names, and two of its parameters where they are given.
/// </summary>
internal sealed partial class DynamoCall(string partitionKey)
{
    private static readonly string[] Expressions = ["ProjectionExpression", "ConditionExpression", "FilterExpression", "KeyConditionExpression", "UpdateExpression"];

    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "AND", "OR", "NOT", "BETWEEN", "IN", "SET", "REMOVE", "ADD", "DELETE", "attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains", "size", "if_not_exists", "list_append",
    };

    private readonly List<string> _leadingKeys = [];
    private readonly HashSet<string> _attributes = [];
    private readonly List<(string Key, IReadOnlyList<string> Values)> _parameters = [];

    public IEnumerable<(string Key, IReadOnlyList<string> Values)> Context => [("dynamodb:LeadingKeys", _leadingKeys), ("dynamodb:Attributes", [.. _attributes]), .. _parameters];

    public void Add(JsonElement request)
    {
        foreach (var member in new[] { "Key", "Item" })
            if (request.TryGetProperty(member, out var item))
                AddItem(item);
        AddNamed(request);
        foreach (var parameter in new[] { "Select", "ReturnValues", "ReturnConsumedCapacity" })
            if (request.TryGetProperty(parameter, out var value))
                _parameters.Add(($"dynamodb:{parameter}", [value.GetString()!]));
    }

    /// <param name="table">A table's part of BatchGetItem.</param>
    public void AddBatch(JsonElement table)
    {
        foreach (var key in table.GetProperty("Keys").EnumerateArray())
            AddItem(key);
        AddNamed(table);
    }

    /// <param name="requests">A table's part of BatchWriteItem.</param>
    public void AddWrites(JsonElement requests)
    {
        foreach (var request in requests.EnumerateArray())
            AddItem(request.TryGetProperty("PutRequest", out var put) ? put.GetProperty("Item") : request.GetProperty("DeleteRequest").GetProperty("Key"));
    }

    private void AddItem(JsonElement item)
    {
        foreach (var attribute in item.EnumerateObject())
        {
            _attributes.Add(attribute.Name);
            if (attribute.Name == partitionKey)
                _leadingKeys.Add(Value(attribute.Value));
        }
    }

    private void AddNamed(JsonElement request)
    {
        string Named(string name) => name.StartsWith('#') ? request.GetProperty("ExpressionAttributeNames").GetProperty(name).GetString()! : name;
        foreach (var member in Expressions)
            if (request.TryGetProperty(member, out var expression))
                _attributes.UnionWith(Names().Matches(expression.GetString()!).Select(match => match.Value).Where(name => !Words.Contains(name)).Select(Named));
        if (request.TryGetProperty("KeyConditionExpression", out var condition))
            foreach (var equality in Equalities().Matches(condition.GetString()!).Where(equality => Named(equality.Groups["name"].Value) == partitionKey))
                _leadingKeys.Add(Value(request.GetProperty("ExpressionAttributeValues").GetProperty(equality.Groups["value"].Value)));
    }

    /// <summary>Of an attribute value, whatever its type.</summary>
    private static string Value(JsonElement value) => value.EnumerateObject().First().Value.ToString();

    // No value (:v), no member of a document (a.b), no element of a list.
    [GeneratedRegex(@"(?<![:#.\w])#?[A-Za-z_]\w*")]
    private static partial Regex Names();

    [GeneratedRegex(@"(?<name>#?\w+)\s*=\s*(?<value>:\w+)")]
    private static partial Regex Equalities();
}

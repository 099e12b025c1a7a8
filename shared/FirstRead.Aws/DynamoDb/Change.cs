using System.Text.RegularExpressions;
using Amazon.DynamoDBv2.Model;
using FirstRead.Core.Storage;

namespace FirstRead.Aws.DynamoDb;

/// <summary>
/// One conditional write. Attribute names stand in the expressions as <c>#name</c>, for many of ours are reserved words;
/// values as <c>:name</c>, given in <paramref name="Values"/>.
/// </summary>
/// <param name="Update">DynamoDB update expression; null for a put or delete.</param>
internal sealed partial record Change(string? Update, string? Condition, Item Values)
{
    /// <summary>A write without a condition.</summary>
    public static Change None { get; } = new(null, null, []);

    public Dictionary<string, string>? Names
    {
        get
        {
            var names = NamePattern().Matches($"{Update} {Condition}").Select(match => match.Value).Distinct().ToDictionary(name => name, name => name[1..]);
            return names.Count > 0 ? names : null;
        }
    }

    /// <summary>DynamoDB refuses an empty dictionary.</summary>
    public Item? ValuesOrNull => Values.Count > 0 ? Values : null;

    public TransactWriteItem ToUpdate(string table, ItemKey key) => new()
    {
        Update = new Update
        {
            TableName = table,
            Key = Attribute.Of(key),
            UpdateExpression = Update,
            ConditionExpression = Condition,
            ExpressionAttributeNames = Names,
            ExpressionAttributeValues = ValuesOrNull,
        },
    };

    public TransactWriteItem ToPut(string table, Item item) => new()
    {
        Put = new Put
        {
            TableName = table,
            Item = item,
            ConditionExpression = Condition,
            ExpressionAttributeNames = Names,
            ExpressionAttributeValues = ValuesOrNull,
        },
    };

    public TransactWriteItem ToDelete(string table, ItemKey key) => new()
    {
        Delete = new Delete
        {
            TableName = table,
            Key = Attribute.Of(key),
            ConditionExpression = Condition,
            ExpressionAttributeNames = Names,
            ExpressionAttributeValues = ValuesOrNull,
        },
    };

    [GeneratedRegex("#[A-Za-z0-9]+")]
    private static partial Regex NamePattern();
}

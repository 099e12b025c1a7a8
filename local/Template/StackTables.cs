using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace FirstRead.Local.Template;

/// <summary>The template's tables as CreateTable and UpdateTimeToLive know them.</summary>
public static class StackTables
{
    public static IReadOnlyList<CreateTableRequest> Of(StackTemplate template) => [.. template.OfType("AWS::DynamoDB::Table").Select(Read)];

    /// <summary>Table and attribute, where items end by themselves.</summary>
    public static IReadOnlyList<(string Table, string Attribute)> Expiries(StackTemplate template) =>
    [
        .. from table in template.OfType("AWS::DynamoDB::Table")
           let specification = table["TimeToLiveSpecification"]
           where specification is not null && (bool)specification["Enabled"]!
           select (table.Text("TableName"), (string)specification["AttributeName"]!),
    ];

    private static CreateTableRequest Read(StackResource table) => new()
    {
        TableName = table.Text("TableName"),
        BillingMode = BillingMode.PAY_PER_REQUEST,
        AttributeDefinitions = [.. table.Items("AttributeDefinitions").Select(each => new AttributeDefinition((string)each["AttributeName"]!, new ScalarAttributeType((string)each["AttributeType"]!)))],
        KeySchema = Keys(table["KeySchema"]),
        GlobalSecondaryIndexes = table.Items("GlobalSecondaryIndexes").Select(Index).ToList() is { Count: > 0 } indexes ? indexes : null,
        StreamSpecification = (string?)table["StreamSpecification"]?["StreamViewType"] is { } view ? new StreamSpecification { StreamEnabled = true, StreamViewType = view } : null,
    };

    private static GlobalSecondaryIndex Index(JsonNode index) => new()
    {
        IndexName = (string)index["IndexName"]!,
        KeySchema = Keys(index["KeySchema"]),
        Projection = new Projection
        {
            ProjectionType = (string)index["Projection"]!["ProjectionType"]!,
            NonKeyAttributes = index["Projection"]!["NonKeyAttributes"]?.AsArray().Select(name => (string)name!).ToList(),
        },
    };

    private static List<KeySchemaElement> Keys(JsonNode? schema) =>
        [.. schema!.AsArray().Select(key => new KeySchemaElement((string)key!["AttributeName"]!, new KeyType((string)key["KeyType"]!)))];
}

using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;

namespace FirstRead.Local.DynamoDb;

/// <summary>The three tables as cdk/ makes them, created where they are missing.</summary>
public static class Tables
{
    public static async Task EnsureAsync(IAmazonDynamoDB dynamo, CancellationToken cancel)
    {
        var standing = await dynamo.ListTablesAsync(cancel);
        foreach (var table in new[] { Studies(), Plain(ResourceNames.VaultTable), Plain(ResourceNames.AuditTable) })
            if (standing.TableNames?.Contains(table.TableName) != true)
                await dynamo.CreateTableAsync(table, cancel);
    }

    private static CreateTableRequest Studies()
    {
        var table = Plain(ResourceNames.StudiesTable);
        table.GlobalSecondaryIndexes =
        [
            Index(StudiesTable.DueIndex, StudiesTable.DueShard, StudiesTable.DueAt),
            Index(StudiesTable.WorklistIndex, StudiesTable.Worklist, StudiesTable.Rank),
            Index(StudiesTable.ClinicUploadsIndex, StudiesTable.ClinicUploads, StudiesTable.CreatedAt),
        ];
        table.AttributeDefinitions.AddRange(table.GlobalSecondaryIndexes
            .SelectMany(index => index.KeySchema)
            .Select(key => new AttributeDefinition(key.AttributeName, ScalarAttributeType.S)));
        table.StreamSpecification = new StreamSpecification { StreamEnabled = true, StreamViewType = StreamViewType.NEW_AND_OLD_IMAGES };
        return table;
    }

    private static CreateTableRequest Plain(string name) => new()
    {
        TableName = name,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        AttributeDefinitions = [new(ItemKey.PkName, ScalarAttributeType.S), new(ItemKey.SkName, ScalarAttributeType.S)],
        KeySchema = Keys(ItemKey.PkName, ItemKey.SkName),
    };

    private static GlobalSecondaryIndex Index(string name, string partition, string sort) => new()
    {
        IndexName = name,
        KeySchema = Keys(partition, sort),
        Projection = new Projection { ProjectionType = ProjectionType.ALL },
    };

    private static List<KeySchemaElement> Keys(string partition, string sort) => [new(partition, KeyType.HASH), new(sort, KeyType.RANGE)];
}

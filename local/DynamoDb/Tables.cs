using Amazon.DynamoDBv2;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Settings;

namespace FirstRead.Local.DynamoDb;

/// <summary>The three tables, created where they are missing.</summary>
public static class Tables
{
    public static async Task EnsureAsync(IAmazonDynamoDB dynamo, CancellationToken cancel)
    {
        var standing = await dynamo.ListTablesAsync(cancel);
        var wanted = new[] { TableSchemas.Studies(ResourceNames.StudiesTable), TableSchemas.Vault(ResourceNames.VaultTable), TableSchemas.Audit(ResourceNames.AuditTable) };
        foreach (var table in wanted)
            if (standing.TableNames?.Contains(table.TableName) != true)
                await dynamo.CreateTableAsync(table, cancel);
    }
}

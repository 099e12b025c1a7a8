using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using FirstRead.Local.Template;

namespace FirstRead.Local.DynamoDb;

/// <summary>The template's tables, created where they are missing.</summary>
public static class Tables
{
    public static async Task EnsureAsync(IAmazonDynamoDB dynamo, StackTemplate template, CancellationToken cancel)
    {
        var standing = await dynamo.ListTablesAsync(cancel);
        foreach (var table in StackTables.Of(template).Where(table => standing.TableNames?.Contains(table.TableName) != true))
            await dynamo.CreateTableAsync(table, cancel);
        foreach (var (table, attribute) in StackTables.Expiries(template))
        {
            var expiry = await dynamo.DescribeTimeToLiveAsync(table, cancel);
            if (expiry.TimeToLiveDescription.TimeToLiveStatus == TimeToLiveStatus.DISABLED)
                await dynamo.UpdateTimeToLiveAsync(new UpdateTimeToLiveRequest { TableName = table, TimeToLiveSpecification = new() { AttributeName = attribute, Enabled = true } }, cancel);
        }
    }
}

using System.Security.Cryptography;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using FirstRead.Core.Storage;

namespace FirstRead.Aws.DynamoDb;

/// <summary>
/// One table: strongly consistent reads, and conditional writes whose failed condition is a value. Everything else that
/// goes wrong is an exception and worth a retry of the whole event.
/// </summary>
internal sealed class Table(IAmazonDynamoDB client, string name)
{
    // With StepAside a second and a half on average: longer than any transaction of ours, far shorter than any function's time.
    private const int ConflictRetries = 12;
    private const int TransactionLimit = 100;
    private const int BatchLimit = 100;
    private const int TokenBytes = 16;

    /// <summary>Reasons of a cancelled transaction that pass by themselves (API reference, "TransactWriteItems", cancellation reasons).</summary>
    private static readonly string[] Passing = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"];

    public static Change Absent { get; } = new(null, $"attribute_not_exists(#{ItemKey.PkName})", []);

    public string Name => name;

    public async Task<Item?> GetAsync(ItemKey key, CancellationToken cancel)
    {
        var response = await client.GetItemAsync(new GetItemRequest { TableName = name, Key = Attribute.Of(key), ConsistentRead = true }, cancel);
        return response.Item is { Count: > 0 } item ? item : null;
    }

    /// <summary>Those of the items that are there, in no order.</summary>
    public async Task<IReadOnlyList<Item>> GetAllAsync(IEnumerable<ItemKey> keys, CancellationToken cancel)
    {
        var batches = keys.Distinct().Chunk(BatchLimit).Select(batch => GetBatchAsync(batch, cancel));
        return [.. (await Task.WhenAll(batches)).SelectMany(items => items)];
    }

    /// <summary>Two items in one request; null for what is not there. Each is read strongly, the two not at one moment.</summary>
    public async Task<(Item? First, Item? Second)> GetPairAsync(ItemKey first, ItemKey second, CancellationToken cancel)
    {
        var found = await GetBatchAsync([first, second], cancel);
        return (Find(first), Find(second));

        Item? Find(ItemKey key) => found.Find(item => item.Text(ItemKey.PkName) == key.Pk && item.Text(ItemKey.SkName) == key.Sk);
    }

    private async Task<List<Item>> GetBatchAsync(IEnumerable<ItemKey> keys, CancellationToken cancel)
    {
        var asked = new Dictionary<string, KeysAndAttributes> { [name] = new() { ConsistentRead = true, Keys = [.. keys.Select(Attribute.Of)] } };
        var items = new List<Item>();
        for (var attempt = 0; ; attempt++)
        {
            var answer = await client.BatchGetItemAsync(new BatchGetItemRequest { RequestItems = asked }, cancel);
            items.AddRange(answer.Responses?.GetValueOrDefault(name) ?? []);
            // A batch answers what fits into 16 MB and what the table has capacity for.
            if (answer.UnprocessedKeys is not { Count: > 0 } left)
                return items;
            asked = left;
            await StepAside.AfterAsync(attempt, cancel);
        }
    }

    /// <summary>The items of a partition whose sort keys begin with the prefix, in sort key order.</summary>
    public Task<List<Item>> QueryAsync(string pk, string prefix, CancellationToken cancel, bool descending = false, int limit = int.MaxValue)
    {
        var query = new QueryRequest
        {
            ConsistentRead = true,
            ScanIndexForward = !descending,
            KeyConditionExpression = $"{ItemKey.PkName} = :pk",
            ExpressionAttributeValues = new Item { [":pk"] = Attribute.Of(pk) },
        };
        // DynamoDB takes no empty text for a key, not even as a beginning.
        if (prefix.Length > 0)
        {
            query.KeyConditionExpression += $" AND begins_with({ItemKey.SkName}, :prefix)";
            query.ExpressionAttributeValues[":prefix"] = Attribute.Of(prefix);
        }
        return QueryAsync(query, limit, cancel);
    }

    /// <summary>Pages through any query of this table until <paramref name="limit"/> items are read.</summary>
    public async Task<List<Item>> QueryAsync(QueryRequest query, int limit, CancellationToken cancel)
    {
        query.TableName = name;
        var items = new List<Item>();
        do
        {
            if (limit < int.MaxValue)
                query.Limit = limit - items.Count;
            var page = await client.QueryAsync(query, cancel);
            items.AddRange(page.Items ?? []);
            query.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (query.ExclusiveStartKey is { Count: > 0 } && items.Count < limit);
        return items;
    }

    /// <summary>False when the condition failed.</summary>
    public Task<bool> PutAsync(Item item, Change change, CancellationToken cancel) => WriteAsync(
        () => client.PutItemAsync(
            new PutItemRequest
            {
                TableName = name,
                Item = item,
                ConditionExpression = change.Condition,
                ExpressionAttributeNames = change.Names,
                ExpressionAttributeValues = change.ValuesOrNull,
            },
            cancel),
        cancel);

    public Task PutAsync(Item item, CancellationToken cancel) => PutAsync(item, new Change(null, null, []), cancel);

    /// <summary>False when the condition failed.</summary>
    public Task<bool> DeleteAsync(ItemKey key, Change change, CancellationToken cancel) => WriteAsync(
        () => client.DeleteItemAsync(
            new DeleteItemRequest
            {
                TableName = name,
                Key = Attribute.Of(key),
                ConditionExpression = change.Condition,
                ExpressionAttributeNames = change.Names,
                ExpressionAttributeValues = change.ValuesOrNull,
            },
            cancel),
        cancel);

    /// <summary>The item as it now stands, or null when the condition failed.</summary>
    public async Task<Item?> UpdateAsync(ItemKey key, Change change, CancellationToken cancel)
    {
        Item? standing = null;
        var request = new UpdateItemRequest
        {
            TableName = name,
            Key = Attribute.Of(key),
            UpdateExpression = change.Update,
            ConditionExpression = change.Condition,
            ExpressionAttributeNames = change.Names,
            ExpressionAttributeValues = change.ValuesOrNull,
            ReturnValues = ReturnValue.ALL_NEW,
        };
        return await WriteAsync(async () => standing = (await client.UpdateItemAsync(request, cancel)).Attributes, cancel) ? standing : null;
    }

    /// <summary>
    /// One write of one item; false when its condition failed. A transaction in flight on the item says nothing about the condition, and
    /// least of all that a write without one may be left out: it is tried again.
    /// </summary>
    private static async Task<bool> WriteAsync(Func<Task> write, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
            try
            {
                await write();
                return true;
            }
            catch (ConditionalCheckFailedException)
            {
                return false;
            }
            catch (TransactionConflictException) when (attempt < ConflictRetries)
            {
                await StepAside.AfterAsync(attempt, cancel);
            }
    }

    /// <summary>
    /// All or nothing. False when a condition failed. A conflict with another transaction says nothing about the conditions
    /// (DynamoDB Local never reports one, AWS does), nor does a partition that has too much to do: both are tried again. The SDK
    /// does so for single writes, and not for what is told as the reason of a cancellation.
    /// </summary>
    public async Task<bool> TransactAsync(IReadOnlyList<TransactWriteItem> writes, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(writes.Count, TransactionLimit);
        // One token for all tries: the one whose answer was lost may be followed by one that is throttled, and the next must find
        // that it was carried out, not that its condition no longer holds.
        var request = new TransactWriteItemsRequest
        {
            TransactItems = [.. writes],
            ClientRequestToken = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes)),
        };
        for (var attempt = 0; ; attempt++)
            try
            {
                await client.TransactWriteItemsAsync(request, cancel);
                return true;
            }
            catch (TransactionCanceledException canceled) when (Because(canceled, "ConditionalCheckFailed"))
            {
                return false;
            }
            catch (TransactionCanceledException canceled) when (attempt < ConflictRetries && Passing.Any(code => Because(canceled, code)))
            {
                await StepAside.AfterAsync(attempt, cancel);
            }
    }

    private static bool Because(TransactionCanceledException canceled, string code) =>
        canceled.CancellationReasons?.Any(reason => reason.Code == code) == true;
}

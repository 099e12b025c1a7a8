using Amazon.DynamoDBv2.Model;
using FirstRead.Core.Storage;

namespace FirstRead.Aws.DynamoDb;

/// <summary>What is due, of every shard of the sparse index. It projects the keys alone, and lags behind the table.</summary>
internal static class DueItems
{
    /// <param name="pkPrefix">Whatever waits may stand in this index: of which partitions.</param>
    /// <param name="skPrefix">And of which items there.</param>
    /// <returns>Keys and due times, the longest due first.</returns>
    public static async Task<IReadOnlyList<Item>> ListAsync(Table table, string pkPrefix, string skPrefix, DateTimeOffset now, int limit, CancellationToken cancel)
    {
        var shards = await Task.WhenAll(Enumerable.Range(0, StudiesTable.DueShards).Select(shard => table.QueryAsync(Of(shard, pkPrefix, skPrefix, now), limit, cancel)));
        return [.. shards.SelectMany(items => items).OrderBy(item => item.Text(StudiesTable.DueAt), StringComparer.Ordinal).Take(limit)];
    }

    /// <summary>The two attributes that put an item into the index; none where nothing is due.</summary>
    public static ItemWriter Due(this ItemWriter item, ItemKey key, DateTimeOffset? dueAt) => item
        .Time(StudiesTable.DueAt, dueAt)
        .Text(StudiesTable.DueShard, dueAt is null ? null : StudiesTable.ShardOf(key.Pk));

    private static QueryRequest Of(int shard, string pkPrefix, string skPrefix, DateTimeOffset now) => new()
    {
        IndexName = StudiesTable.DueIndex,
        KeyConditionExpression = $"{StudiesTable.DueShard} = :shard AND {StudiesTable.DueAt} <= :now",
        FilterExpression = $"begins_with({ItemKey.PkName}, :pk) AND begins_with({ItemKey.SkName}, :sk)",
        ExpressionAttributeValues = new Item
        {
            [":shard"] = Attribute.Of(StudiesTable.ShardName(shard)),
            [":now"] = Attribute.Of(now),
            [":pk"] = Attribute.Of(pkPrefix),
            [":sk"] = Attribute.Of(skPrefix),
        },
    };
}

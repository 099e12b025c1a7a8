using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using StoredValue = Amazon.DynamoDBv2.Model.AttributeValue;

namespace FirstRead.Cli.Bench.Faults;

/// <summary>Every write that a table ever took, read from its stream: a life of 24 hours. To be read when nobody writes any more, for an empty page is taken for a shard's end.</summary>
internal sealed class TableHistory(IAmazonDynamoDBStreams streams, string stream)
{
    private const int Page = 1000;

    /// <summary>Those of one item in their order.</summary>
    public async Task<IReadOnlyList<StoredWrite>> ReadAsync(CancellationToken cancel)
    {
        var writes = new List<StoredWrite>();
        foreach (var shard in await ShardsAsync(cancel))
            await ReadAsync(shard, writes, cancel);
        return writes;
    }

    /// <summary>Ids begin with the time of their making: parents stand before their children.</summary>
    private async Task<IReadOnlyList<string>> ShardsAsync(CancellationToken cancel)
    {
        var shards = new List<string>();
        var page = new DescribeStreamRequest { StreamArn = stream };
        do
        {
            var description = (await streams.DescribeStreamAsync(page, cancel)).StreamDescription;
            shards.AddRange(description.Shards.Select(shard => shard.ShardId));
            page.ExclusiveStartShardId = description.LastEvaluatedShardId;
        }
        while (page.ExclusiveStartShardId is not null);
        return [.. shards.Order(StringComparer.Ordinal)];
    }

    private async Task ReadAsync(string shard, List<StoredWrite> writes, CancellationToken cancel)
    {
        var start = new GetShardIteratorRequest { StreamArn = stream, ShardId = shard, ShardIteratorType = ShardIteratorType.TRIM_HORIZON };
        var next = (await streams.GetShardIteratorAsync(start, cancel)).ShardIterator;
        while (next is not null)
        {
            var page = await streams.GetRecordsAsync(new GetRecordsRequest { ShardIterator = next, Limit = Page }, cancel);
            if (page.Records is not { Count: > 0 } records)
                return;
            writes.AddRange(records.Select(record => new StoredWrite(ItemOf(record.Dynamodb.Keys, record.Dynamodb.OldImage), ItemOf(record.Dynamodb.Keys, record.Dynamodb.NewImage))));
            next = page.NextShardIterator;
        }
    }

    /// <summary>Lists and maps stand there, empty: no state is one.</summary>
    private static StoredItem? ItemOf(Dictionary<string, AttributeValue> keys, Dictionary<string, AttributeValue>? image) => image is not { Count: > 0 } ? null : new StoredItem(
        keys["pk"].S, keys["sk"].S, image.ToDictionary(value => value.Key, value => new StoredValue { S = value.Value.S, N = value.Value.N, BOOL = value.Value.BOOL }));
}

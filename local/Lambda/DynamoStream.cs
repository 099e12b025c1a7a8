using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Lambda;

/// <summary>
/// DynamoDB Streams as DynamoDB Local speaks it. The records' JSON is passed on as it comes: it is the JSON that Lambda hands to functions.
/// </summary>
public sealed class DynamoStream(HttpClient http, Uri dynamo, AccessKey key, string table)
{
    private string? _stream;

    /// <summary>The shards that are there, parents before children.</summary>
    public async IAsyncEnumerable<string> ShardsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        _stream ??= (string?)(await CallAsync("DynamoDB_20120810.DescribeTable", new JsonObject { ["TableName"] = table }, cancel))["Table"]!["LatestStreamArn"];
        var description = await CallAsync("DynamoDBStreams_20120810.DescribeStream", new JsonObject { ["StreamArn"] = _stream }, cancel);
        var shards = description["StreamDescription"]!["Shards"]!.AsArray();
        foreach (var shard in shards.OrderBy(shard => (string?)shard!["ShardId"], StringComparer.Ordinal))
            yield return (string)shard!["ShardId"]!;
    }

    /// <param name="after">Sequence number of the last record that is done; null to begin with the oldest there is.</param>
    /// <returns>Null when the shard is gone.</returns>
    public async Task<string?> IteratorAsync(string shard, string? after, CancellationToken cancel)
    {
        JsonObject Request(string type) => new() { ["StreamArn"] = _stream, ["ShardId"] = shard, ["ShardIteratorType"] = type };
        if (after is not null)
        {
            var request = Request("AFTER_SEQUENCE_NUMBER");
            request["SequenceNumber"] = after;
            var answer = await CallAsync("DynamoDBStreams_20120810.GetShardIterator", request, cancel);
            if (answer["ShardIterator"] is { } iterator)
                return (string?)iterator;
        }
        // Also where the checkpoint has been trimmed away (24 hours): then every record that is left is newer.
        return (string?)(await CallAsync("DynamoDBStreams_20120810.GetShardIterator", Request("TRIM_HORIZON"), cancel))["ShardIterator"];
    }

    public async Task<(JsonArray Records, string? Next)> ReadAsync(string iterator, CancellationToken cancel)
    {
        var answer = await CallAsync("DynamoDBStreams_20120810.GetRecords", new JsonObject { ["ShardIterator"] = iterator, ["Limit"] = 100 }, cancel);
        return (answer["Records"]?.AsArray() ?? [], (string?)answer["NextShardIterator"]);
    }

    /// <summary>An error of the service's own comes back as its JSON (<c>__type</c>).</summary>
    private async Task<JsonNode> CallAsync(string target, JsonObject body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, dynamo);
        request.Headers.Add("X-Amz-Target", target);
        // DynamoDB Local reads the key id and the region, and verifies nothing.
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential={key.Id}/20260101/{key.Region}/dynamodb/aws4_request, SignedHeaders=host, Signature=0");
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToJsonString()));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        using var response = await http.SendAsync(request, cancel);
        var answer = JsonNode.Parse(await response.Content.ReadAsByteArrayAsync(cancel))!;
        return (int)response.StatusCode < 500 ? answer : throw new HttpRequestException($"{target}: {(int)response.StatusCode}");
    }
}

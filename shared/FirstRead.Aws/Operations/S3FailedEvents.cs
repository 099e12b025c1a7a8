using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.S3;
using Amazon.S3.Model;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.S3;
using FirstRead.Core.Operations.Failures;
using FirstRead.Core.Storage;
using Attribute = FirstRead.Aws.DynamoDb.Attribute;

namespace FirstRead.Aws.Operations;

/// <summary>
/// Events that Lambda gave up, under the keys it makes: <c>aws/lambda/async/{function}/yyyy/MM/dd/…</c>, and for streams
/// <c>aws/lambda/{mapping}/{shard}/yyyy/MM/dd/…</c> (Lambda Developer Guide, "Adding a destination").
/// </summary>
public sealed class S3FailedEvents(IAmazonS3 s3, string bucket, IAmazonDynamoDB dynamo, string studiesTable, IReadOnlyList<string> functions) : IFailedEvents
{
    private const string Root = "aws/lambda/";
    private const string AsyncRoot = Root + "async/";

    /// <summary>Lambda's largest event is 1 MB, and stands in the object beside what is said of it.</summary>
    private const long LargestObject = 8 << 20;
    private const int MostShards = 200;
    private const int ReadAtOnce = 8;

    private readonly S3ObjectStore objects = new(s3);
    private readonly Table table = new(dynamo, studiesTable);

    public async Task<(IReadOnlyList<FailedEvent> Events, bool More)> ListAsync(DateOnly day, int limit, CancellationToken cancel)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $"{day:yyyy'/'MM'/'dd}/");
        var prefixes = functions.Select(function => $"{AsyncRoot}{function}/{suffix}").Concat((await ListShardsAsync(cancel)).Select(shard => shard + suffix));
        var keys = new List<string>();
        foreach (var prefix in prefixes)
            keys.AddRange(await ListKeysAsync(prefix, cancel));
        // The time stands in the name, so its order is that of time.
        var newest = keys.OrderByDescending(NameOf, StringComparer.Ordinal).Take(limit).ToList();
        var events = new FailedEvent?[newest.Count];
        await Parallel.ForAsync(0, newest.Count, new ParallelOptions { MaxDegreeOfParallelism = ReadAtOnce, CancellationToken = cancel }, async (index, stop) => events[index] = await GetAsync(newest[index], stop));
        return ([.. events.OfType<FailedEvent>()], keys.Count > limit);
    }

    public async Task<FailedEvent?> GetAsync(string key, CancellationToken cancel)
    {
        using var document = await ReadAsync(key, cancel);
        if (document is null)
            return null;
        var replay = await table.GetAsync(MarkOf(key), cancel);
        return FailureDocument.Read(key, document.RootElement, replay?.OptionalTime(PhoneAttributes.ReplayedAt));
    }

    public async Task<ReadOnlyMemory<byte>?> ReadPayloadAsync(string key, CancellationToken cancel)
    {
        using var document = await ReadAsync(key, cancel);
        // Not by a conditional of arrays: a null array becomes an empty memory.
        if (document is null || FailureDocument.PayloadOf(document.RootElement) is not { } payload)
            return null;
        return Encoding.UTF8.GetBytes(payload.GetRawText());
    }

    public async Task<bool> NoteReplayAsync(FailedEvent seen, DateTimeOffset now, CancellationToken cancel)
    {
        var condition = seen.ReplayedAt is { } last
            ? new Change(null, $"#{PhoneAttributes.ReplayedAt} = :last", new Item { [":last"] = Attribute.Of(last) })
            : Table.Absent;
        return await table.PutAsync(new ItemWriter(MarkOf(seen.Key)).Time(PhoneAttributes.ReplayedAt, now).Done(), condition, cancel);
    }

    private static string NameOf(string key) => key[(key.LastIndexOf('/') + 1)..];

    private static ItemKey MarkOf(string key) => StudiesTable.ReplayedFailure(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))));

    private async Task<JsonDocument?> ReadAsync(string key, CancellationToken cancel)
    {
        if (!key.StartsWith(Root, StringComparison.Ordinal) || await objects.OpenAsync(bucket, key, null, cancel) is not { } stored)
            return null;
        await using (stored)
            return stored.Length > LargestObject ? null : await JsonDocument.ParseAsync(stored.Content, cancellationToken: cancel);
    }

    private async Task<IReadOnlyList<string>> ListShardsAsync(CancellationToken cancel)
    {
        var shards = new List<string>();
        foreach (var mapping in await ListFoldersAsync(Root, cancel))
            if (mapping != AsyncRoot && shards.Count < MostShards)
                shards.AddRange(await ListFoldersAsync(mapping, cancel));
        return shards;
    }

    private async Task<IReadOnlyList<string>> ListFoldersAsync(string prefix, CancellationToken cancel) =>
        (await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Prefix = prefix, Delimiter = "/" }, cancel)).CommonPrefixes ?? [];

    /// <summary>A thousand of a day are read at most: who has more has one cause.</summary>
    private async Task<IEnumerable<string>> ListKeysAsync(string prefix, CancellationToken cancel) =>
        ((await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket, Prefix = prefix }, cancel)).S3Objects ?? []).Select(item => item.Key);
}

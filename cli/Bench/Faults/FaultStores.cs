using System.Text.Json;
using Amazon.DynamoDBStreams;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using FirstRead.Aws.Audit;
using FirstRead.Aws.Reviews;
using FirstRead.Cli.Bench.Faults.Checks;
using FirstRead.Cli.Demo;
using FirstRead.Core.Audit;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Cli.Bench.Faults;

/// <summary>Reads the stores by their true addresses, past everything that goes wrong.</summary>
internal sealed class FaultStores : IDisposable
{
    private static readonly string[] Buckets = [ResourceNames.IncomingBucket, ResourceNames.DeidentifiedBucket, ResourceNames.ResultsBucket, ResourceNames.FailuresBucket];

    private readonly AmazonDynamoDBClient dynamo;
    private readonly AmazonDynamoDBStreamsClient streams;
    private readonly AmazonS3Client s3;
    private readonly string folder;

    public FaultStores(CloudProcess cloud)
    {
        folder = cloud.Folder;
        using var description = cloud.Describe();
        string Text(string name) => description.RootElement.GetProperty(name).GetString()!;
        var credentials = new BasicAWSCredentials(Text("accessKeyId"), Text("secretAccessKey"));
        dynamo = new AmazonDynamoDBClient(credentials, new AmazonDynamoDBConfig { ServiceURL = Text("dynamodb"), AuthenticationRegion = Text("region") });
        streams = new AmazonDynamoDBStreamsClient(credentials, new AmazonDynamoDBStreamsConfig { ServiceURL = Text("dynamodb"), AuthenticationRegion = Text("region") });
        s3 = new AmazonS3Client(credentials, new AmazonS3Config { ServiceURL = Text("s3"), ForcePathStyle = true, AuthenticationRegion = Text("region") });
    }

    public async Task<StoredWorld> ReadAsync(CancellationToken cancel)
    {
        // The events first: what one of them changes is then seen, or the event is.
        var spooled = Directory.GetFiles(Path.Combine(folder, "deliveries"), "*.json").Length;
        var items = await ItemsAsync(ResourceNames.StudiesTable, cancel);
        var objects = new Dictionary<string, IReadOnlyDictionary<string, long>>();
        foreach (var bucket in Buckets)
            objects[bucket] = await KeysAsync(bucket, cancel);
        return new StoredWorld(items, objects, Messages(), spooled);
    }

    public async Task<IReadOnlyList<StoredItem>> ItemsAsync(string table, CancellationToken cancel)
    {
        var items = new List<StoredItem>();
        var page = new ScanRequest { TableName = table, ConsistentRead = true };
        do
        {
            var answer = await dynamo.ScanAsync(page, cancel);
            items.AddRange((answer.Items ?? []).Select(item => new StoredItem(item["pk"].S, item["sk"].S, item)));
            page.ExclusiveStartKey = answer.LastEvaluatedKey;
        }
        while (page.ExclusiveStartKey is { Count: > 0 });
        return items;
    }

    /// <summary>Every write that the studies table ever took.</summary>
    public async Task<IReadOnlyList<StoredWrite>> HistoryAsync(CancellationToken cancel) =>
        await new TableHistory(streams, (await dynamo.DescribeTableAsync(ResourceNames.StudiesTable, cancel)).Table.LatestStreamArn).ReadAsync(cancel);

    /// <summary>Every audit chain, oldest entries first.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<AuditEntry>>> ChainsAsync(CancellationToken cancel)
    {
        var log = new DynamoAuditLog(dynamo, ResourceNames.AuditTable);
        var chains = new List<IReadOnlyList<AuditEntry>>();
        foreach (var subject in (await ItemsAsync(ResourceNames.AuditTable, cancel)).Select(entry => entry.Pk).Distinct())
            chains.Add(await log.ReadAsync(subject, cancel));
        return chains;
    }

    /// <summary>Every round of review of these studies.</summary>
    public async Task<IReadOnlyList<StoredRound>> RoundsAsync(IEnumerable<StoredItem> studies, CancellationToken cancel)
    {
        var reviews = new DynamoReviewStore(dynamo, ResourceNames.StudiesTable);
        var rounds = new List<StoredRound>();
        foreach (var study in studies.Select(study => StudyId.Parse(study.Pk[StudiesTable.StudyPrefix.Length..])))
            rounds.AddRange((await reviews.ListAsync(study, cancel)).Select(round => new StoredRound(study.Value, round.Number, round.Signature)));
        return rounds;
    }

    public void Dispose()
    {
        dynamo.Dispose();
        streams.Dispose();
        s3.Dispose();
    }

    private async Task<IReadOnlyDictionary<string, long>> KeysAsync(string bucket, CancellationToken cancel)
    {
        var keys = new Dictionary<string, long>();
        var page = new ListObjectsV2Request { BucketName = bucket };
        do
        {
            var answer = await s3.ListObjectsV2Async(page, cancel);
            foreach (var stored in answer.S3Objects ?? [])
                keys[stored.Key] = stored.Size ?? 0;
            page.ContinuationToken = answer.NextContinuationToken;
        }
        while (page.ContinuationToken is not null);
        return keys;
    }

    /// <summary>Alerts alone: the operators' mail of the day is none.</summary>
    private IReadOnlyList<PostedMessage> Messages()
    {
        var path = Path.Combine(folder, "outbox.jsonl");
        if (!File.Exists(path))
            return [];
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.Contains(ResourceNames.OperationsTopic, StringComparison.Ordinal)).Select(Parse)];
    }

    private static PostedMessage Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var root = json.RootElement;
        return new PostedMessage(root.GetProperty("time").GetDateTimeOffset(), root.GetProperty("messageId").GetString()!, root.GetProperty("message").GetString()!);
    }
}

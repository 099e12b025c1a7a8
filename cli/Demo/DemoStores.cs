using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.DocumentModel;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.S3;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Reviews;
using FirstRead.Aws.S3;
using FirstRead.Core.Review;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.Cli.Demo;

/// <summary>The local cloud's tables, read as its operator would: what the programs stored, not what they say.</summary>
public sealed class DemoStores : IDisposable
{
    private readonly AmazonDynamoDBClient client;
    private readonly AmazonS3Client s3;

    public DemoStores(CloudProcess cloud)
    {
        using var description = cloud.Describe();
        string Text(string name) => description.RootElement.GetProperty(name).GetString()!;
        client = new AmazonDynamoDBClient(
            new BasicAWSCredentials(Text("accessKeyId"), Text("secretAccessKey")),
            new AmazonDynamoDBConfig { ServiceURL = Text("dynamodb"), AuthenticationRegion = Text("region") });
        Studies = new DynamoStudyStore(client, ResourceNames.StudiesTable);
        Results = new DynamoResultStore(client, ResourceNames.StudiesTable);
        Reviews = new DynamoReviewStore(client, ResourceNames.StudiesTable);
        s3 = new AmazonS3Client(
            new BasicAWSCredentials(Text("accessKeyId"), Text("secretAccessKey")),
            new AmazonS3Config { ServiceURL = Text("s3"), ForcePathStyle = true, AuthenticationRegion = Text("region") });
        Objects = new S3ObjectStore(s3);
    }

    public IStudyStore Studies { get; }

    public IResultStore Results { get; }

    public IReviewStore Reviews { get; }

    public IObjectStore Objects { get; }

    /// <summary>Every item of a table as text, attribute names and values.</summary>
    public async Task<IReadOnlyList<string>> ItemsAsync(string tableName, CancellationToken cancel)
    {
        var items = new List<string>();
        var page = new ScanRequest { TableName = tableName, ConsistentRead = true };
        do
        {
            var answer = await client.ScanAsync(page, cancel);
            items.AddRange(answer.Items.Select(item => Document.FromAttributeMap(item).ToJson()));
            page.ExclusiveStartKey = answer.LastEvaluatedKey;
        }
        while (page.ExclusiveStartKey is { Count: > 0 });
        return items;
    }

    public void Dispose()
    {
        client.Dispose();
        s3.Dispose();
    }
}

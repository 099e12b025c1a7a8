using Amazon.DynamoDBv2;
using Amazon.Runtime;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Settings;
using FirstRead.Core.Studies;

namespace FirstRead.Cli.Demo;

/// <summary>The local cloud's tables, read as its operator would: what the programs stored, not what they say.</summary>
public sealed class DemoStores : IDisposable
{
    private readonly AmazonDynamoDBClient client;

    public DemoStores(CloudProcess cloud)
    {
        using var description = cloud.Describe();
        string Text(string name) => description.RootElement.GetProperty(name).GetString()!;
        client = new AmazonDynamoDBClient(
            new BasicAWSCredentials(Text("accessKeyId"), Text("secretAccessKey")),
            new AmazonDynamoDBConfig { ServiceURL = Text("dynamodb"), AuthenticationRegion = Text("region") });
        Studies = new DynamoStudyStore(client, ResourceNames.StudiesTable);
        Results = new DynamoResultStore(client, ResourceNames.StudiesTable);
    }

    public IStudyStore Studies { get; }

    public IResultStore Results { get; }

    public void Dispose() => client.Dispose();
}

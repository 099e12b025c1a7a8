using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using FirstRead.Aws.Audit;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Probes;
using FirstRead.Core.Audit;
using FirstRead.Core.Probes;
using FirstRead.Core.Settings;
using FirstRead.Core.Studies;

namespace FirstRead.Cli.Probe;

/// <summary>The tables, as whoever runs the command may reach them.</summary>
public sealed class ProbeStores : IDisposable
{
    private readonly AmazonDynamoDBClient dynamo;

    private ProbeStores(AmazonDynamoDBClient dynamo)
    {
        this.dynamo = dynamo;
        Probes = new DynamoProbeStore(dynamo, ResourceNames.StudiesTable);
        Uploads = new DynamoUploadStore(dynamo, ResourceNames.StudiesTable);
        Studies = new DynamoStudyStore(dynamo, ResourceNames.StudiesTable);
        Audit = new DynamoAuditLog(dynamo, ResourceNames.AuditTable);
    }

    public IProbeStore Probes { get; }

    public IUploadStore Uploads { get; }

    public IStudyStore Studies { get; }

    public IAuditLog Audit { get; }

    /// <summary>With the credentials and the region of the environment.</summary>
    public static ProbeStores OfAws() => new(new AmazonDynamoDBClient());

    public static ProbeStores OfCloud(string cloudFile)
    {
        using var cloud = JsonDocument.Parse(File.ReadAllBytes(cloudFile));
        string Text(string name) => cloud.RootElement.GetProperty(name).GetString()!;
        return new ProbeStores(new AmazonDynamoDBClient(
            new BasicAWSCredentials(Text("accessKeyId"), Text("secretAccessKey")), new AmazonDynamoDBConfig { ServiceURL = Text("dynamodb"), AuthenticationRegion = Text("region") }));
    }

    public void Dispose() => dynamo.Dispose();
}

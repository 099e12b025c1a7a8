using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.Lambda;
using Amazon.Runtime;
using Amazon.S3;
using FirstRead.Aws.Audit;
using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Operations;
using FirstRead.Core.Audit;
using FirstRead.Core.Operations.Failures;
using FirstRead.Core.Settings;

namespace FirstRead.Cli.Replay;

/// <summary>The tables, the failures bucket and Lambda, as whoever runs the command may reach them.</summary>
public sealed class ReplayStores : IDisposable
{
    private readonly AmazonDynamoDBClient dynamo;
    private readonly AmazonS3Client s3;
    private readonly AmazonLambdaClient lambda;

    private ReplayStores(AmazonDynamoDBClient dynamo, AmazonS3Client s3, AmazonLambdaClient lambda, string failuresBucket)
    {
        (this.dynamo, this.s3, this.lambda) = (dynamo, s3, lambda);
        Studies = new DynamoStudyStore(dynamo, ResourceNames.StudiesTable);
        Queue = new DynamoWorkQueue(dynamo, ResourceNames.StudiesTable, TimeProvider.System);
        Audit = new DynamoAuditLog(dynamo, ResourceNames.AuditTable);
        Failures = new S3FailedEvents(s3, failuresBucket, dynamo, ResourceNames.StudiesTable, ReplayFailure.Functions);
        Functions = new LambdaFunctionCalls(lambda);
    }

    public DynamoStudyStore Studies { get; }

    public DynamoWorkQueue Queue { get; }

    public IAuditLog Audit { get; }

    public IFailedEvents Failures { get; }

    public IFunctionCalls Functions { get; }

    /// <summary>With the credentials and the region of the environment.</summary>
    public static ReplayStores OfAws(string failuresBucket) => new(new AmazonDynamoDBClient(), new AmazonS3Client(), new AmazonLambdaClient(), failuresBucket);

    public static ReplayStores OfCloud(string cloudFile)
    {
        using var cloud = JsonDocument.Parse(File.ReadAllBytes(cloudFile));
        string Text(string name) => cloud.RootElement.GetProperty(name).GetString()!;
        var credentials = new BasicAWSCredentials(Text("accessKeyId"), Text("secretAccessKey"));
        return new ReplayStores(
            new AmazonDynamoDBClient(credentials, new AmazonDynamoDBConfig { ServiceURL = Text("dynamodb"), AuthenticationRegion = Text("region") }),
            new AmazonS3Client(credentials, new AmazonS3Config { ServiceURL = Text("s3"), ForcePathStyle = true, AuthenticationRegion = Text("region") }),
            new AmazonLambdaClient(credentials, new AmazonLambdaConfig { ServiceURL = Text("lambda"), AuthenticationRegion = Text("region") }),
            ResourceNames.FailuresBucket);
    }

    public void Dispose()
    {
        dynamo.Dispose();
        s3.Dispose();
        lambda.Dispose();
    }
}

using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using FirstRead.Core.Identity;
using FirstRead.Core.Settings;
using FirstRead.Local.Template;
using static FirstRead.Local.Tests.Cloud.SharedCloud;

namespace FirstRead.Local.Tests.Cloud;

/// <summary>
/// What the template declares stands at an endpoint and behaves: the one that <c>FIRSTREAD_AWS_ENDPOINT</c> names (LocalStack, once
/// docker-compose.localstack.yml is up), without it the local cloud.
/// </summary>
[Category("Slow")]
public sealed class EndpointTests
{
    private static readonly string? Given = Environment.GetEnvironmentVariable(EndpointVariable);

    [Test]
    public async Task Tables_HaveTheKeysIndexesAndStreamOfTheTemplate()
    {
        using var dynamo = new AmazonDynamoDBClient(Credentials, new AmazonDynamoDBConfig { ServiceURL = At("dynamodb"), AuthenticationRegion = StackTemplate.Region });
        foreach (var declared in StackTables.Of(StackTemplate.Read(StackTemplate.StandardPath)))
        {
            var standing = (await dynamo.DescribeTableAsync(declared.TableName)).Table;
            Assert.Multiple(() =>
            {
                Assert.That(Shape(standing.KeySchema), Is.EqualTo(Shape(declared.KeySchema)), declared.TableName);
                Assert.That(
                    (standing.GlobalSecondaryIndexes ?? []).Select(index => $"{index.IndexName} {Shape(index.KeySchema)} {index.Projection.ProjectionType}"),
                    Is.EquivalentTo((declared.GlobalSecondaryIndexes ?? []).Select(index => $"{index.IndexName} {Shape(index.KeySchema)} {index.Projection.ProjectionType}")), declared.TableName);
                Assert.That(standing.StreamSpecification?.StreamViewType?.Value, Is.EqualTo(declared.StreamSpecification?.StreamViewType.Value), declared.TableName);
            });
        }
    }

    [Test]
    public async Task Bucket_KeepsVersions_AndTakesAKeyOnce()
    {
        using var s3 = S3();
        var key = $"quarantine/endpoint-{Guid.NewGuid():N}";
        var first = await s3.PutObjectAsync(new PutObjectRequest { BucketName = ResourceNames.IncomingBucket, Key = key, ContentBody = "one", IfNoneMatch = "*" });

        var second = await Catch.Async<AmazonS3Exception>(() => s3.PutObjectAsync(new PutObjectRequest { BucketName = ResourceNames.IncomingBucket, Key = key, ContentBody = "two", IfNoneMatch = "*" }));
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = ResourceNames.IncomingBucket, Key = key, ContentBody = "three" });
        using var old = await s3.GetObjectAsync(ResourceNames.IncomingBucket, key, first.VersionId);
        using var text = new StreamReader(old.ResponseStream);

        Assert.That((second.ErrorCode, await text.ReadToEndAsync()), Is.EqualTo(("PreconditionFailed", "one")));
    }

    [Test]
    public async Task Bucket_PresignedUrl_TakesWhatWasSignedAlone()
    {
        using var s3 = S3();
        using var http = new HttpClient();
        var url = s3.GetPreSignedURL(new GetPreSignedUrlRequest
        {
            BucketName = ResourceNames.IncomingBucket,
            Key = $"quarantine/endpoint-{Guid.NewGuid():N}",
            Verb = HttpVerb.PUT,
            Protocol = Protocol.HTTP,
            ContentType = "application/dicom",
            Expires = DateTime.UtcNow.AddMinutes(10),
        });
        async Task<int> PutAsync(string type)
        {
            using var content = new ByteArrayContent([1, 2, 3]);
            content.Headers.ContentType = new(type);
            using var answer = await http.PutAsync(url, content);
            return (int)answer.StatusCode;
        }

        Assert.That((await PutAsync("text/plain"), await PutAsync("application/dicom")), Is.EqualTo((403, 200)));
    }

    [Test]
    public async Task Secrets_AreTheTemplates_AndKeyringsParse()
    {
        using var secrets = new AmazonSecretsManagerClient(Credentials, new AmazonSecretsManagerConfig { ServiceURL = At("secretsManager"), AuthenticationRegion = StackTemplate.Region });
        foreach (var name in StackTemplate.Read(StackTemplate.StandardPath).OfType("AWS::SecretsManager::Secret").Select(PhysicalNames.Name))
            Assert.That((await secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = name })).SecretString, Is.Not.Empty, name);
        Assert.That(Keyring.Parse((await secrets.GetSecretValueAsync(new GetSecretValueRequest { SecretId = ResourceNames.VaultKeySecret })).SecretString).Current, Is.EqualTo(1));
    }

    [Test]
    public async Task Topic_TakesAMessage()
    {
        using var sns = new AmazonSimpleNotificationServiceClient(Credentials, new AmazonSimpleNotificationServiceConfig { ServiceURL = At("sns"), AuthenticationRegion = StackTemplate.Region });
        var topic = PhysicalNames.Arn("sns", ResourceNames.AlertTopic);
        Assert.That((await sns.PublishAsync(new PublishRequest { TopicArn = topic, Message = "FirstRead: endpoint" })).MessageId, Is.Not.Empty);
    }

    private static AWSCredentials Credentials => Given is null ? Running.Credentials : new BasicAWSCredentials("test", "test");

    private static string At(string service) => Given ?? Running.Address(service);

    private static AmazonS3Client S3() => new(Credentials, new AmazonS3Config { ServiceURL = At("s3"), AuthenticationRegion = StackTemplate.Region, ForcePathStyle = true, MaxErrorRetry = 0 });

    private static string Shape(IEnumerable<KeySchemaElement> keys) => string.Join(' ', keys.Select(key => $"{key.KeyType} {key.AttributeName}"));
}

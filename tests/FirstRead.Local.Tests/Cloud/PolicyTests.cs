using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.ECS;
using Amazon.ECS.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;
using static FirstRead.Local.Tests.Cloud.SharedCloud;
using Task = System.Threading.Tasks.Task;

namespace FirstRead.Local.Tests.Cloud;

/// <summary>Each service refuses what a role's policy in the template does not allow, in AWS's words.</summary>
[Category("Slow")]
public sealed class PolicyTests
{
    private const string Refused = "is not authorized to perform";

    [Test]
    public async Task S3_Original_IsReadByIngest_NotByTheApi_AndTheLogNamesNoKey()
    {
        using var administrator = S3(Running.Credentials);
        using var ingest = S3(Role("firstread-ingest"));
        using var api = S3(Role("firstread-api"));
        await administrator.PutObjectAsync(new PutObjectRequest { BucketName = ResourceNames.IncomingBucket, Key = "uploads/u1/secretname", ContentBody = "x" });

        using var read = await ingest.GetObjectAsync(ResourceNames.IncomingBucket, "uploads/u1/secretname");
        var denied = await Catch.Async<AmazonS3Exception>(() => api.GetObjectAsync(ResourceNames.IncomingBucket, "uploads/u1/secretname"));

        Assert.Multiple(() =>
        {
            Assert.That((denied.ErrorCode, (int)denied.StatusCode), Is.EqualTo(("AccessDenied", 403)));
            Assert.That(denied.Message, Does.StartWith("User: arn:aws:sts::000000000000:assumed-role/firstread-api/firstread-api is not authorized to perform: s3:GetObject on resource: "));
            var log = File.ReadAllText(Folder.At("data/logs/access-denied.log"));
            Assert.That(log, Does.Contain("AccessDenied: firstread-api s3:GetObject on arn:aws:s3:::firstread-incoming/uploads/…"));
            Assert.That(log, Does.Not.Contain("secretname"));
        });
    }

    [TestCase("firstread-ingest", "uploads/nobody", "NoSuchKey", Description = "may list the bucket")]
    [TestCase("firstread-uploads", "uploads/nobody", "AccessDenied", Description = "may read nothing at all")]
    public async Task S3_WhatIsMissing_IsToldToWhoMayList(string role, string key, string expected)
    {
        using var s3 = S3(Role(role));
        Assert.That((await Catch.Async<AmazonS3Exception>(() => s3.GetObjectAsync(ResourceNames.IncomingBucket, key))).ErrorCode, Is.EqualTo(expected));
    }

    [Test]
    public async Task S3_PresignedUrl_ActsUnderTheRoleThatSignedIt()
    {
        using var uploads = S3(Role("firstread-uploads"));
        using var api = S3(Role("firstread-api"));
        using var http = new HttpClient();
        async Task<int> PutAsync(AmazonS3Client signer, string key)
        {
            var url = signer.GetPreSignedURL(new GetPreSignedUrlRequest { BucketName = ResourceNames.IncomingBucket, Key = key, Verb = HttpVerb.PUT, Protocol = Protocol.HTTP, Expires = DateTime.UtcNow.AddMinutes(10) });
            using var answer = await http.PutAsync(url, new StringContent("x"));
            return (int)answer.StatusCode;
        }

        Assert.That((await PutAsync(uploads, "uploads/u2/f"), await PutAsync(uploads, "quarantine/u2/f"), await PutAsync(api, "uploads/u2/g")), Is.EqualTo((200, 403, 403)));
    }

    [TestCase("firstread-reconcile", "signed", ExpectedResult = "")]
    [TestCase("firstread-reconcile", "forever", ExpectedResult = "AccessDenied")]
    [TestCase("firstread-ingest", "signed", ExpectedResult = "AccessDenied")]
    public async Task<string> S3_Tag_IsTheOneMarkOfReconcile(string role, string value)
    {
        using var administrator = S3(Running.Credentials);
        using var s3 = S3(Role(role));
        var key = $"uploads/u3/{role}-{value}";
        await administrator.PutObjectAsync(new PutObjectRequest { BucketName = ResourceNames.IncomingBucket, Key = key, ContentBody = "x" });
        try
        {
            await s3.PutObjectTaggingAsync(new PutObjectTaggingRequest { BucketName = ResourceNames.IncomingBucket, Key = key, Tagging = new() { TagSet = [new() { Key = ObjectKeys.RetentionTag, Value = value }] } });
            return "";
        }
        catch (AmazonS3Exception error)
        {
            return error.ErrorCode;
        }
    }

    [Test]
    public async Task DynamoDb_Identity_IsWrittenByIngestThatCannotReadIt()
    {
        using var ingest = Dynamo(Role("firstread-ingest"));
        using var reidentify = Dynamo(Role("firstread-reidentify"));
        var key = new Dictionary<string, AttributeValue> { ["pk"] = new("IDENTITY#policy-test"), ["sk"] = new("PERSON") };
        await ingest.PutItemAsync(ResourceNames.VaultTable, key);

        var denied = await Catch.Async<AmazonDynamoDBException>(() => ingest.GetItemAsync(ResourceNames.VaultTable, key));

        Assert.That((denied.ErrorCode, denied.Message), Is.EqualTo(("AccessDeniedException",
            "User: arn:aws:sts::000000000000:assumed-role/firstread-ingest/firstread-ingest is not authorized to perform: dynamodb:GetItem on resource: "
            + "arn:aws:dynamodb:us-east-1:000000000000:table/firstread-vault because no identity-based policy allows the dynamodb:GetItem action")));
        Assert.That((await reidentify.GetItemAsync(ResourceNames.VaultTable, key)).Item, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task DynamoDb_ForgedSignature_IsRefused()
    {
        using var forger = Dynamo(new BasicAWSCredentials(Running.Key.Id, "guess"));
        Assert.That((await Catch.Async<AmazonDynamoDBException>(() => forger.ListTablesAsync())).ErrorCode, Is.EqualTo("InvalidSignatureException"));
    }

    [Test]
    public async Task SecretsManager_Secret_IsReadByItsReadersAlone()
    {
        using var ingest = Secrets(Role("firstread-ingest"));
        using var api = Secrets(Role("firstread-api"));
        var request = new GetSecretValueRequest { SecretId = ResourceNames.VaultKeySecret };

        Assert.That((await ingest.GetSecretValueAsync(request)).SecretString, Is.Not.Empty);
        Assert.That((await Catch.Async<AmazonServiceException>(() => api.GetSecretValueAsync(request))).Message, Does.Contain(Refused));
    }

    [Test]
    public async Task Sns_Phone_IsCalledByTriage_NotByIngest()
    {
        using var triage = Sns(Role("firstread-triage"));
        using var ingest = Sns(Role("firstread-ingest"));
        var request = new PublishRequest { PhoneNumber = "+12025550142", Message = "FirstRead: policy" };

        Assert.That((await triage.PublishAsync(request)).MessageId, Is.Not.Empty);
        Assert.That((await Catch.Async<AmazonServiceException>(() => ingest.PublishAsync(request))).ErrorCode, Is.EqualTo("AuthorizationError"));
        Assert.That(File.ReadAllText(Folder.At("data/logs/access-denied.log")), Does.Contain("firstread-ingest sns:Publish on a phone number").And.Not.Contain("2025550142"));
    }

    [Test]
    public async Task Ecs_RunTask_IsForTheLaunchers()
    {
        using var api = new AmazonECSClient(Role("firstread-api"), new AmazonECSConfig { ServiceURL = Running.Address("ecs"), AuthenticationRegion = "us-east-1" });
        var denied = await Catch.Async<AmazonServiceException>(() => api.RunTaskAsync(new RunTaskRequest { Cluster = ResourceNames.Cluster, TaskDefinition = ResourceNames.TaskFamily }));
        Assert.That((denied.ErrorCode, denied.Message), Is.EqualTo(("AccessDeniedException",
            "User: arn:aws:sts::000000000000:assumed-role/firstread-api/firstread-api is not authorized to perform: ecs:RunTask on resource: "
            + "arn:aws:ecs:us-east-1:000000000000:task-definition/firstread-inference:1 because no identity-based policy allows the ecs:RunTask action")));
    }

    private static BasicAWSCredentials Role(string name)
    {
        var key = JsonNode.Parse(File.ReadAllText(Folder.At("data/secrets/role-keys.json")))![name]!;
        return new((string)key["Id"]!, (string)key["Secret"]!);
    }

    private static AmazonS3Client S3(AWSCredentials credentials) => new(credentials, new AmazonS3Config { ServiceURL = Running.Address("s3"), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });

    private static AmazonDynamoDBClient Dynamo(AWSCredentials credentials) => new(credentials, new AmazonDynamoDBConfig { ServiceURL = Running.Address("dynamodb"), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });

    private static AmazonSecretsManagerClient Secrets(AWSCredentials credentials) => new(credentials, new AmazonSecretsManagerConfig { ServiceURL = Running.Address("secretsManager"), AuthenticationRegion = "us-east-1" });

    private static AmazonSimpleNotificationServiceClient Sns(AWSCredentials credentials) => new(credentials, new AmazonSimpleNotificationServiceConfig { ServiceURL = Running.Address("sns"), AuthenticationRegion = "us-east-1" });
}

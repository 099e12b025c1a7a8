using System.Text.Json.Nodes;
using Amazon.DynamoDBv2.Model;
using Amazon.ECS;
using Amazon.ECS.Model;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using static FirstRead.Local.Tests.Cloud.SharedCloud;
using Task = System.Threading.Tasks.Task;

namespace FirstRead.Local.Tests.Cloud;

/// <summary>Each service through the client that our programs use.</summary>
[Category("Slow")]
public sealed class ServicesTests
{
    [Test]
    public async Task Tables_HoldTheClinicsAndTheRota()
    {
        using var dynamo = LocalStores.Dynamo(new Uri(Running.Address("dynamodb")), Running.Key);
        var principal = await dynamo.GetItemAsync(ResourceNames.StudiesTable, KeyOf(StudiesTable.Principal("northside-uploader")));
        var rota = await dynamo.GetItemAsync(ResourceNames.StudiesTable, KeyOf(StudiesTable.OnCallPhone));
        Assert.Multiple(() =>
        {
            Assert.That(principal.Item["clinic"].S, Is.EqualTo("northside"));
            Assert.That(principal.Item["machineRoles"].S, Is.EqualTo("clinic"));
            Assert.That(rota.Item["phone"].S, Does.StartWith("+"));
        });
    }

    [Test]
    public async Task Stream_OfTheStudiesTable_TellsTriageOfResultsAlone()
    {
        using var dynamo = LocalStores.Dynamo(new Uri(Running.Address("dynamodb")), Running.Key);
        var study = StudyId.Parse("northside." + new string('a', 32));
        foreach (var key in new[] { StudiesTable.Study(study), StudiesTable.Result(study, 1) })
            await dynamo.PutItemAsync(ResourceNames.StudiesTable, KeyOf(key));
        var journal = Folder.At("triage");
        await Eventually.BecomesTrueAsync(() => File.Exists(journal) && File.ReadAllText(journal).EndsWith('\n'));
        var record = JsonNode.Parse(File.ReadLines(journal).First())!["Records"]![0]!;
        Assert.Multiple(() =>
        {
            Assert.That(File.ReadAllText(journal), Does.Not.Contain("META"));
            Assert.That((string?)record["eventName"], Is.EqualTo("INSERT"));
            Assert.That((string?)record["dynamodb"]!["NewImage"]!["sk"]!["S"], Is.EqualTo("RESULT#000001"));
        });
    }

    [Test]
    public async Task Sns_Publish_StandsInTheOutbox()
    {
        using var sns = new AmazonSimpleNotificationServiceClient(Running.Credentials, new AmazonSimpleNotificationServiceConfig { ServiceURL = Running.Address("sns"), AuthenticationRegion = "us-east-1" });
        var sent = await sns.PublishAsync(new PublishRequest { PhoneNumber = "+12025550142", Message = "FirstRead: urgent, ä & <b>" });
        Assert.That((await File.ReadAllBytesAsync(Running.Address("outbox")))[0], Is.EqualTo((byte)'{'), "no byte order mark");
        var lines = await File.ReadAllLinesAsync(Running.Address("outbox"));
        var message = lines.Select(line => JsonNode.Parse(line)!).Single(line => (string?)line["messageId"] == sent.MessageId);
        Assert.That(((string?)message["phone"], (string?)message["message"]), Is.EqualTo(("+12025550142", "FirstRead: urgent, ä & <b>")));
    }

    [Test]
    public async Task Sns_PublishToWhatIsNoPhone_IsRefused()
    {
        using var sns = new AmazonSimpleNotificationServiceClient(Running.Credentials, new AmazonSimpleNotificationServiceConfig { ServiceURL = Running.Address("sns"), AuthenticationRegion = "us-east-1" });
        var error = await Catch.Async<AmazonServiceException>(() => sns.PublishAsync(new PublishRequest { PhoneNumber = "12025550142", Message = "x" }));
        Assert.That(error.ErrorCode, Is.EqualTo("InvalidParameter"));
    }

    [Test]
    public async Task Secrets_WithTheKey_AreReadAndWithAnotherRefused()
    {
        var config = new AmazonSecretsManagerConfig { ServiceURL = Running.Address("secretsManager"), AuthenticationRegion = "us-east-1" };
        using var secrets = new AmazonSecretsManagerClient(Running.Credentials, config);
        using var forger = new AmazonSecretsManagerClient(new BasicAWSCredentials(Running.Key.Id, "guess"), config);
        var request = new GetSecretValueRequest { SecretId = ResourceNames.PixelSigningKeySecret };
        Assert.That((await secrets.GetSecretValueAsync(request)).SecretString, Does.StartWith("-----BEGIN PRIVATE KEY-----"));
        Assert.That((await Catch.Async<AmazonServiceException>(() => forger.GetSecretValueAsync(request))).ErrorCode, Is.EqualTo("SignatureDoesNotMatch"));
    }

    [Test]
    public async Task Ecs_RunTask_RunsTheContainersProgramForTheStudy()
    {
        using var ecs = new AmazonECSClient(Running.Credentials, new AmazonECSConfig { ServiceURL = Running.Address("ecs"), AuthenticationRegion = "us-east-1" });
        var run = await ecs.RunTaskAsync(new RunTaskRequest
        {
            Cluster = ResourceNames.Cluster,
            TaskDefinition = ResourceNames.TaskFamily,
            ClientToken = new string('1', 32),
            Overrides = new TaskOverride { ContainerOverrides = [new ContainerOverride { Name = ResourceNames.ContainerName, Environment = [new() { Name = EnvironmentNames.StudyId, Value = "northside.1" }] }] },
        });
        await Eventually.BecomesTrueAsync(async () =>
            (await ecs.DescribeTasksAsync(new DescribeTasksRequest { Cluster = ResourceNames.Cluster, Tasks = [run.Tasks[0].TaskArn] })).Tasks[0].LastStatus == "STOPPED");
        Assert.That(await File.ReadAllTextAsync(Folder.At("container")), Is.EqualTo("northside.1"));
    }

    private static Dictionary<string, AttributeValue> KeyOf(ItemKey key) => new() { ["pk"] = new AttributeValue(key.Pk), ["sk"] = new AttributeValue(key.Sk) };
}

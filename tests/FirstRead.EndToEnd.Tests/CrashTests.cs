using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.S3;
using FirstRead.Cli;
using FirstRead.Cli.Demo;
using FirstRead.Cli.Samples;
using FirstRead.Cli.Upload;
using FirstRead.Core.Settings;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;

namespace FirstRead.EndToEnd.Tests;

/// <summary>Processes die and events repeat: one study, one result, one alert, nothing lost.</summary>
[TestFixture]
public sealed class CrashTests
{
    [Test, CancelAfter(1_500_000)]
    public async Task Ingest_KilledMidUploadThenEveryEventRepeated_LeavesOneResult(CancellationToken cancel)
    {
        var folder = SharedCloud.CreateFolder();
        new SampleStudies(BrainSeries.Load(RepositoryFolder.Find())).Write(folder);
        var cloud = await SharedCloud.GetAsync();
        using var description = cloud.Describe();
        using var client = await UploadClient.LogInAsync(UploadTarget.OfCloud(cloud.CloudFile), cancel);

        var files = await LocalFile.ListAsync(new DirectoryInfo(Path.Combine(folder, "b-ring-lesion")), cancel);
        // At two points of the upload it stands still until an Ingest process was killed: files follow each death. Not at three,
        // for an event whose every attempt meets a killer has used up its retries.
        using var killer = new IngestKiller(cloud);
        var receipt = await client.SendAsync(files, new UploadOrder("urgent", null, Prior: false, []), _ => killer.Arrived(everyFiles: 5, most: 2, cancel), cancel);
        Assert.That(killer.Killed, Is.EqualTo(2), "Ingest processes killed");

        using var stores = new DemoStores(cloud);
        var study = await UntilAlertedAsync(client, stores, receipt, cancel);
        var before = await ItemsAsync(description.RootElement, study, cancel);

        await RepeatEverythingAsync(description.RootElement, receipt, study, cancel);

        var after = await ItemsAsync(description.RootElement, study, cancel);
        var settled = await client.StateAsync(receipt.UploadId, cancel);
        Assert.Multiple(() =>
        {
            Assert.That(after.Count(key => key.StartsWith(StudiesTable.InstancePrefix, StringComparison.Ordinal)), Is.EqualTo(20));
            Assert.That(after.Count(key => key.StartsWith(StudiesTable.ResultPrefix, StringComparison.Ordinal)), Is.EqualTo(1));
            Assert.That(after.Count(key => key.StartsWith(StudiesTable.AlertPrefix, StringComparison.Ordinal)), Is.EqualTo(1));
            Assert.That(after, Is.EqualTo(before));
            Assert.That(settled.Files.Select(file => file.State), Is.All.EqualTo("accepted"));
            Assert.That(DemoObservation.MessagesOf(study, new Outbox(cloud.Folder).Read()), Has.Count.EqualTo(1));
        });
    }

    private static async Task<StudyId> UntilAlertedAsync(UploadClient client, DemoStores stores, Receipt receipt, CancellationToken cancel)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await timer.WaitForNextTickAsync(cancel))
            if (await client.StateAsync(receipt.UploadId, cancel) is { Studies: [var only] }
                && await stores.Studies.GetAsync(StudyId.Parse(only.StudyId), cancel) is { Times.AlertedAt: not null, Status: StudyStatus.Analysed } study)
                return study.Id;
        throw new OperationCanceledException(cancel);
    }

    /// <summary>Every S3 event to Ingest and the stream's record to Triage, once more.</summary>
    private static async Task RepeatEverythingAsync(JsonElement cloud, Receipt receipt, StudyId study, CancellationToken cancel)
    {
        string Text(string name) => cloud.GetProperty(name).GetString()!;
        using var lambda = new LambdaInvoke(cloud);
        using var s3 = new AmazonS3Client(new BasicAWSCredentials(Text("accessKeyId"), Text("secretAccessKey")),
            new AmazonS3Config { ServiceURL = Text("s3"), AuthenticationRegion = Text("region"), ForcePathStyle = true });
        var objects = await s3.ListObjectsV2Async(new() { BucketName = ResourceNames.IncomingBucket, Prefix = $"{ObjectKeys.UploadsPrefix}{receipt.UploadId}/" }, cancel);
        Assert.That(objects.S3Objects, Has.Count.EqualTo(20));
        foreach (var stored in objects.S3Objects)
        {
            var head = await s3.GetObjectMetadataAsync(ResourceNames.IncomingBucket, stored.Key, cancel);
            var record = new JsonObject
            {
                ["eventVersion"] = "2.1",
                ["eventSource"] = "aws:s3",
                ["awsRegion"] = Text("region"),
                ["eventName"] = "ObjectCreated:Put",
                ["eventTime"] = "2026-01-01T00:00:00.000Z",
                ["s3"] = new JsonObject
                {
                    ["bucket"] = new JsonObject { ["name"] = ResourceNames.IncomingBucket, ["arn"] = $"arn:aws:s3:::{ResourceNames.IncomingBucket}" },
                    ["object"] = new JsonObject { ["key"] = stored.Key, ["size"] = stored.Size, ["versionId"] = head.VersionId, ["sequencer"] = "0" },
                },
            };
            await lambda.RunAsync(ResourceNames.Functions.Ingest, new JsonObject { ["Records"] = new JsonArray(record) }.ToJsonString(), cancel);
        }
        var result = StudiesTable.Result(study, 1);
        var keys = new JsonObject { [ItemKey.PkName] = new JsonObject { ["S"] = result.Pk }, [ItemKey.SkName] = new JsonObject { ["S"] = result.Sk } };
        var streamed = new JsonObject
        {
            ["eventID"] = "1",
            ["eventName"] = "INSERT",
            ["eventVersion"] = "1.1",
            ["eventSource"] = "aws:dynamodb",
            ["awsRegion"] = Text("region"),
            ["dynamodb"] = new JsonObject { ["Keys"] = keys, ["SequenceNumber"] = "111", ["StreamViewType"] = "NEW_AND_OLD_IMAGES" },
        };
        await lambda.RunAsync(ResourceNames.Functions.Triage, new JsonObject { ["Records"] = new JsonArray(streamed) }.ToJsonString(), cancel);
    }

    /// <summary>The sort keys of everything that stands under the study.</summary>
    private static async Task<IReadOnlyList<string>> ItemsAsync(JsonElement cloud, StudyId study, CancellationToken cancel)
    {
        string Text(string name) => cloud.GetProperty(name).GetString()!;
        using var dynamo = new AmazonDynamoDBClient(new BasicAWSCredentials(Text("accessKeyId"), Text("secretAccessKey")),
            new AmazonDynamoDBConfig { ServiceURL = Text("dynamodb"), AuthenticationRegion = Text("region") });
        var found = await dynamo.QueryAsync(new QueryRequest
        {
            TableName = ResourceNames.StudiesTable,
            KeyConditionExpression = "pk = :pk",
            ExpressionAttributeValues = new() { [":pk"] = new(StudiesTable.Study(study).Pk) },
            ProjectionExpression = "sk",
            ConsistentRead = true,
        }, cancel);
        return [.. found.Items.Select(item => item["sk"].S)];
    }
}

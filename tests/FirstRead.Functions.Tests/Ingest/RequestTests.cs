using Amazon.DynamoDBv2;
using Amazon.Runtime;
using FirstRead.Core.Studies;
using static FirstRead.Testing.Slices;

namespace FirstRead.Functions.Tests.Ingest;

/// <summary>What a slice costs: each request is money and a millisecond (docs/performance.md).</summary>
public sealed class RequestTests
{
    private readonly List<string> asked = [];

    [Test]
    public async Task Ingest_OfALaterSlice_WritesWhatIsNewAndNothingTwice()
    {
        var world = await IntakeWorld.CreateAsync(through: Counted);
        var contents = new[] { Bytes(Slice(1)), Bytes(Slice(2)), Bytes(Slice(3)), Bytes(Slice(4)) };
        var upload = await world.PromiseAsync(1, contents);
        // The first finds no study yet, the second is the first that does.
        await world.PutAsync(upload, 0);
        await world.PutAsync(upload, 1);

        lock (asked)
            asked.Clear();
        await world.PutAsync(upload, 2);

        Assert.That(asked.Order(), Is.EqualTo(new[]
        {
            "BatchGetItem", // upload and file
            "BatchGetItem", // study and instance
            "GetItem", // the vault's index
            "PutItem", // the instance's identity
            "PutItem", // the instance
            "PutItem", // the file's end
            "UpdateItem", // the study
            "UpdateItem", // the upload's counter
        }));
    }

    [Test]
    public async Task Ingest_OfAStudyThatWasErasedAndCameAgain_BelievesNothingThatItWroteForTheFirst()
    {
        var world = await IntakeWorld.CreateAsync();
        var upload = await world.PromiseAsync(1, Bytes(Slice(1)), Bytes(Slice(2)), Bytes(Slice(3)));
        await world.PutAsync(upload, 0);
        await world.PutAsync(upload, 1);
        var study = await world.StudyAsync();
        await RemoveAsync(world.Client, world.VaultTable);
        await RemoveAsync(world.Client, world.StudiesTable, item => item["pk"].S.StartsWith("STUDY#", StringComparison.Ordinal));

        world.Clock.Advance(TimeSpan.FromSeconds(1));
        var other = await world.PromiseAsync(2, Bytes(Slice(4)));
        await world.PutAsync(other, 0);
        await world.PutAsync(upload, 2);

        Assert.That(await world.OpenVault().GetStudyAsync(study.Id, default), Is.Not.Null);
        Assert.That(await world.Uploads.ListUploadsAsync(study.Id, default), Is.EquivalentTo(new[] { upload.Upload.Id, other.Upload.Id }));
    }

    [Test]
    public async Task Ingest_OfFilesWithinAThirtiethOfThePatience_LeavesTheDeadlineWhereItIs()
    {
        var world = await IntakeWorld.CreateAsync();
        var upload = await world.PromiseAsync(1, Bytes(Slice(1)), Bytes(Slice(2)), Bytes(Slice(3)), Bytes(Slice(4)));
        var dues = new List<DateTimeOffset>();
        foreach (var (index, wait) in new[] { (0, 0), (1, 1), (2, 30) })
        {
            world.Clock.Advance(TimeSpan.FromSeconds(wait));
            await world.PutAsync(upload, index);
            dues.Add((await world.Uploads.GetAsync(upload.Upload.Id, default))!.DueAt!.Value);
            Assert.That(dues[^1] - world.Clock.GetUtcNow(), Is.InRange(TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(15.5)));
        }

        Assert.That(dues.Distinct().Count(), Is.EqualTo(2));
    }

    private static async Task RemoveAsync(IAmazonDynamoDB client, string table, Func<Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue>, bool>? which = null)
    {
        foreach (var item in (await client.ScanAsync(new() { TableName = table })).Items.Where(which ?? (_ => true)))
            await client.DeleteItemAsync(table, new() { ["pk"] = item["pk"], ["sk"] = item["sk"] });
    }

    private AmazonDynamoDBClient Counted(IAmazonDynamoDB shared)
    {
        var client = new AmazonDynamoDBClient(new BasicAWSCredentials("id", "secret"), new AmazonDynamoDBConfig { ServiceURL = shared.Config.ServiceURL, AuthenticationRegion = shared.Config.AuthenticationRegion });
        client.BeforeRequestEvent += (_, request) =>
        {
            lock (asked)
                asked.Add(((WebServiceRequestEventArgs)request).Headers["X-Amz-Target"].Split('.')[1]);
        };
        return client;
    }
}

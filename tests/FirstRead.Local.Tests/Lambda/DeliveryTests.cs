using System.Diagnostics;
using System.Text.Json.Nodes;
using Amazon.S3.Model;
using FirstRead.Core;
using FirstRead.Local.Lambda;
using FirstRead.Local.S3;
using FirstRead.Local.Template;
using FirstRead.Local.Tests.S3;

namespace FirstRead.Local.Tests.Lambda;

/// <summary>From an object in S3 to the function that is told of it, over real processes.</summary>
public sealed class DeliveryTests
{
    private TemporaryFolder _folder = null!;
    private FunctionWorld _functions = null!;
    private S3World _s3 = null!;
    private DeliverySpool _spool = null!;
    private AsyncInvocations _invocations = null!;
    private Dictionary<string, FailureRule> _rules = null!;
    private bool _mayKeep;

    [SetUp]
    public async Task StartAsync()
    {
        (_folder, _functions) = (new TemporaryFolder(), new FunctionWorld(concurrency: 2));
        (_rules, _mayKeep) = (new() { ["firstread-ingest"] = new FailureRule(2, "firstread-failures") }, true);
        _s3 = await S3World.StartAsync(_folder.At("s3"));
        _spool = new DeliverySpool(_folder.At("deliveries"));
        _invocations = Invocations();
        _s3.Store.Events = new BucketNotifications([new(S3World.Bucket, "uploads/", "", "firstread-ingest")], "us-east-1", _spool, _invocations, TimeProvider.System, new SystemRandomSource());
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _s3.DisposeAsync();
        await _invocations.DisposeAsync();
        await _functions.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task ObjectCreated_UnderThePrefix_InvokesTheFunctionOnceWithS3sRecord()
    {
        var put = await PutAsync("uploads/ok a+b");
        await PutAsync("elsewhere/ok");
        await SpoolEmptiesAsync();
        Assert.That(_functions.Journal.Single()[0], Is.EqualTo("uploads/ok+a%2Bb"));
        Assert.That(put.VersionId, Is.Not.Empty);
    }

    [Test]
    public async Task ObjectCreated_ByMultipart_InvokesTheFunction()
    {
        var upload = await _s3.Client.InitiateMultipartUploadAsync(S3World.Bucket, "uploads/ok");
        var part = await _s3.Client.UploadPartAsync(new UploadPartRequest { BucketName = S3World.Bucket, Key = upload.Key, UploadId = upload.UploadId, PartNumber = 1, InputStream = new MemoryStream([1]) });
        await _s3.Client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = S3World.Bucket, Key = upload.Key, UploadId = upload.UploadId, PartETags = [new PartETag(part)] });
        await SpoolEmptiesAsync();
        Assert.That(_functions.Journal, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Event_ThatFailsOnce_IsRetriedUnderTheSameRequestId()
    {
        await PutAsync("uploads/failonce");
        await SpoolEmptiesAsync();
        Assert.Multiple(() =>
        {
            Assert.That(_functions.Journal, Has.Count.EqualTo(2));
            Assert.That(_functions.Journal.Select(entry => entry[2]).Distinct().Count(), Is.EqualTo(1));
            Assert.That(Failures(), Is.Empty);
        });
    }

    [Test]
    public async Task Event_ThatAlwaysFails_EndsWholeInTheFailuresBucketAfterTwoRetries()
    {
        var put = await PutAsync("uploads/fail");
        await SpoolEmptiesAsync();
        var failure = Failures().Single();
        var record = JsonNode.Parse(await File.ReadAllTextAsync(_s3.Store.Find("firstread-failures")!.PathOf(failure)))!;
        Assert.Multiple(() =>
        {
            Assert.That(_functions.Journal, Has.Count.EqualTo(3));
            Assert.That(failure.Key, Does.Match(@"\Aaws/lambda/async/firstread-ingest/\d{4}/\d\d/\d\d/"));
            Assert.That((string?)record["requestPayload"]!["Records"]![0]!["s3"]!["object"]!["versionId"], Is.EqualTo(put.VersionId));
            Assert.That((string?)record["requestContext"]!["condition"], Is.EqualTo("RetriesExhausted"));
        });
    }

    [Test]
    public async Task Event_OfAFunctionWithoutRetriesAndDestination_IsTriedOnceAndLost()
    {
        _rules["firstread-ingest"] = new FailureRule(0, null);
        await PutAsync("uploads/fail");
        await SpoolEmptiesAsync();
        Assert.That(_functions.Journal, Has.Count.EqualTo(1));
        Assert.That(Failures(), Is.Empty);
    }

    [Test]
    public async Task Event_WhoseRoleMayNotWriteTheFailuresBucket_IsLostAsOnAws()
    {
        _mayKeep = false;
        await PutAsync("uploads/fail");
        await SpoolEmptiesAsync();
        Assert.That(_functions.Journal, Has.Count.EqualTo(3));
        Assert.That(Failures(), Is.Empty);
    }

    [Test]
    public async Task Event_WhoseProcessIsKilledWithSigKill_IsNotLost()
    {
        await PutAsync("uploads/hangonce");
        await Eventually.BecomesTrueAsync(() => _functions.Journal.Count == 1);
        Process.GetProcessById(int.Parse(_functions.Journal[0][1])).Kill();
        await SpoolEmptiesAsync();
        Assert.That(_functions.Journal, Has.Count.EqualTo(2));
        Assert.That(Failures(), Is.Empty);
    }

    [Test]
    public async Task Event_ThatWaitsWhenTheCloudStops_IsDeliveredByTheNext()
    {
        await _invocations.DisposeAsync();
        await PutAsync("uploads/ok");
        Assert.That(_functions.Journal, Is.Empty);
        _invocations = Invocations();
        foreach (var delivery in _spool.ReadAll())
            _invocations.Enqueue(delivery);
        await SpoolEmptiesAsync();
        Assert.That(_functions.Journal, Has.Count.EqualTo(1));
    }

    private AsyncInvocations Invocations() => new(
        [_functions.Function], _spool, new FailureRecords(_s3.Store, (_, _, _) => _mayKeep, TimeProvider.System, new SystemRandomSource()), _rules,
        TimeSpan.FromMilliseconds(50), TimeProvider.System);

    private IReadOnlyList<ObjectVersion> Failures() => _s3.Store.Find("firstread-failures")!.List("");

    private Task<PutObjectResponse> PutAsync(string key) => _s3.Client.PutObjectAsync(new PutObjectRequest { BucketName = S3World.Bucket, Key = key, ContentBody = "x" });

    private Task SpoolEmptiesAsync() => Eventually.BecomesTrueAsync(() => _spool.ReadAll().Count == 0);
}

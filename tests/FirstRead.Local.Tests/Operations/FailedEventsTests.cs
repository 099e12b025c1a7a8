using System.Text;
using System.Text.Json.Nodes;
using FirstRead.Aws.Operations;
using FirstRead.Core;
using FirstRead.Local.Lambda;
using FirstRead.Local.Tests.S3;
using FirstRead.Testing;

namespace FirstRead.Local.Tests.Operations;

/// <summary>What the local Lambda leaves in the failures bucket, as an operator's list has it.</summary>
public sealed class FailedEventsTests
{
    private const string Bucket = "firstread-failures";
    private const string Secret = "uploads/of-somebody";

    private TemporaryFolder _folder = null!;
    private S3World _s3 = null!;
    private FailureRecords _records = null!;
    private S3FailedEvents _events = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _folder = new TemporaryFolder();
        _s3 = await S3World.StartAsync(_folder.At("s3"));
        _records = new FailureRecords(_s3.Store, (_, _, _) => true, TimeProvider.System, new SystemRandomSource());
        var (dynamo, table) = await DynamoDbLocal.CreateStudiesTableAsync();
        _events = new S3FailedEvents(_s3.Client, Bucket, dynamo, table, ["firstread-ingest", "firstread-reconcile"]);
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _s3.DisposeAsync();
        _folder.Dispose();
    }

    [Test]
    public async Task List_OfToday_SaysWhichFunctionHowOftenAndNeverTheEvent()
    {
        GiveUp("firstread-ingest");
        _records.Write(Bucket, "firstread-triage", "shard-1", "r-2", new JsonObject { ["Records"] = new JsonArray() }, attempts: 11, InvocationOutcome.Failure("r-2", "Unhandled", "broken"));

        var (events, more) = await _events.ListAsync(Today, 10, default);

        Assert.That(events.Select(failed => (failed.Function, failed.Attempts, failed.Condition, failed.CanReplay)), Is.EquivalentTo(new[]
        {
            ("firstread-ingest", 3, "RetriesExhausted", true),
            ("firstread-triage", 11, "RetryAttemptsExhausted", false),
        }));
        Assert.That(more, Is.False);
        Assert.That(string.Concat(events), Does.Not.Contain(Secret));
        Assert.That((await _events.ListAsync(Today.AddDays(-1), 10, default)).Events, Is.Empty);
    }

    [Test]
    public async Task List_BeyondItsLimit_SaysThatThereAreMore()
    {
        for (var number = 0; number < 3; number++)
            GiveUp("firstread-reconcile");
        var (events, more) = await _events.ListAsync(Today, 2, default);
        Assert.That((events.Count, more), Is.EqualTo((2, true)));
    }

    [Test]
    public async Task Payload_OfAnEvent_IsThatOfTheInvocation()
    {
        GiveUp("firstread-ingest");
        var failed = (await _events.ListAsync(Today, 10, default)).Events.Single();
        var payload = (await _events.ReadPayloadAsync(failed.Key, default))!.Value;
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(Encoding.UTF8.GetString(payload.Span)), Event()), Is.True);
        Assert.That(await _events.ReadPayloadAsync("elsewhere/secret", default), Is.Null, "nothing but what Lambda put there");
    }

    [Test]
    public async Task NoteReplay_OfWhatAnotherPlayed_IsFalse()
    {
        GiveUp("firstread-ingest");
        var seen = (await _events.ListAsync(Today, 10, default)).Events.Single();
        Assert.That(await _events.NoteReplayAsync(seen, TimeProvider.System.GetUtcNow(), default), Is.True);
        Assert.That(await _events.NoteReplayAsync(seen, TimeProvider.System.GetUtcNow(), default), Is.False);
        var again = (await _events.GetAsync(seen.Key, default))!;
        Assert.That(again.ReplayedAt, Is.Not.Null);
        Assert.That(await _events.NoteReplayAsync(again, TimeProvider.System.GetUtcNow().AddMinutes(1), default), Is.True, "who has seen the first replay may play it once more");
    }

    private static DateOnly Today => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    private static JsonObject Event() => new() { ["Records"] = new JsonArray(new JsonObject { ["s3"] = Secret }) };

    private void GiveUp(string function) => _records.Write(Bucket,
        new Delivery(Guid.NewGuid().ToString(), function, TimeProvider.System.GetUtcNow(), Event(), Attempts: 3), "RetriesExhausted", InvocationOutcome.Failure("r-1", "Unhandled", "broken"));
}

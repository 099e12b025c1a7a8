using Amazon.DynamoDBv2;
using FirstRead.Aws.Triage;
using FirstRead.Core;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Core.Triage.Policy;
using FirstRead.Testing;

namespace FirstRead.Aws.Tests.Triage;

public sealed class AlertStoreTests
{
    private static readonly AlertKey Key = new(Given.StudyId(), 2);

    private IAmazonDynamoDB client = null!;
    private string table = null!;
    private DynamoAlertStore store = null!;

    [SetUp]
    public async Task CreateTable()
    {
        (client, table) = await DynamoDbLocal.CreateStudiesTableAsync();
        store = new DynamoAlertStore(client, table);
    }

    [Test]
    public async Task Alert_WithEveryField_IsReadAsItWasWritten()
    {
        var alert = Full();
        await store.PutAsync(alert, default);
        var read = (await store.GetAsync(Key, default))!;
        Assert.Multiple(() =>
        {
            Assert.That(read.Steps, Is.EqualTo(alert.Steps));
            Assert.That(read with { Steps = alert.Steps }, Is.EqualTo(alert with { Revision = 1 }));
        });
    }

    [Test]
    public async Task Replace_OfAnOlderRevision_WritesNothing()
    {
        var first = await store.PutAsync(Full(), default);
        var second = await store.ReplaceAsync(first with { Problem = "x" }, default);
        Assert.That(second!.Revision, Is.EqualTo(2));
        Assert.That(await store.ReplaceAsync(first with { Problem = "y" }, default), Is.Null);
        Assert.That((await store.PutAsync(Full(), default)).Problem, Is.EqualTo("x"), "what stands is returned");
    }

    [Test]
    public async Task ListDue_HoldsWhatIsDueAndNothingThatRests()
    {
        var alert = await store.PutAsync(Full(), default);
        Assert.That(await store.ListDueAsync(alert.DueAt!.Value.AddSeconds(-1), 10, default), Is.Empty);
        Assert.That(await store.ListDueAsync(alert.DueAt.Value, 10, default), Is.EqualTo(new[] { Key }));
        await store.ReplaceAsync(alert.End(AlertEnds.Signed), default);
        Assert.That(await store.ListDueAsync(alert.DueAt.Value, 10, default), Is.Empty);
    }

    [Test]
    public async Task Record_FromBeforeEscalation_IsReadAndGoesOn()
    {
        await client.PutItemAsync(table, new()
        {
            ["pk"] = new($"STUDY#{Key.Study}"),
            ["sk"] = new("ALERT#000002"),
            ["study"] = new(Key.Study.Value),
            ["attempt"] = new() { N = "2" },
            ["state"] = new("intended"),
            ["rule"] = new("high-risk"),
            ["createdAt"] = new("2026-11-22T10:30:15.250Z"),
        });
        var alert = (await store.GetAsync(Key, default))!;
        Assert.That((alert.IsDueAt(Given.Now), alert.Revision), Is.EqualTo((true, 0)));
        Assert.That((await store.ReplaceAsync(alert with { Claim = 1 }, default))!.Revision, Is.EqualTo(1));
        Assert.That(await store.ReplaceAsync(alert with { Claim = 1 }, default), Is.Null);
    }

    [Test]
    public async Task Rota_AsOnePhone_IsReadUntilThereIsADocument()
    {
        var rota = new DynamoRota(client, table);
        Assert.That((await rota.GetAsync(default)).Persons, Is.Empty);
        await client.PutItemAsync(table, new() { ["pk"] = new("ROTA"), ["sk"] = new("ONCALL"), ["name"] = new("Dr. One"), ["phone"] = new("+15555550100") });
        Assert.That((await rota.GetAsync(default)).OnCallAt(Given.Now).Single(), Has.Property("Name").EqualTo("Dr. One").And.Property("Phone").EqualTo("+15555550100"));
        await rota.PutAsync(Rota.OfOne("Dr. Two", "+15555550101"), default);
        Assert.That((await rota.GetAsync(default)).OnCallAt(Given.Now).Single().Name, Is.EqualTo("Dr. Two"));
    }

    [TestCase(null, "high-risk", null)]
    [TestCase("""{"rules":[{"name":"all","when":{},"then":"alert"}]}""", "all", null)]
    [TestCase("""{"rules":[{"name":"none","when":{},"then":"record"}]}""", "high-risk", "triage-policy-refused")]
    [TestCase("nonsense", "high-risk", "triage-policy-refused")]
    public async Task Policy_AsStored_OrTheStandardOneWhereItMayNotBeUsed(string? document, string rule, string? logged)
    {
        if (document is not null)
            await client.PutItemAsync(table, new() { ["pk"] = new("TRIAGE"), ["sk"] = new("POLICY"), ["document"] = new(document) });
        var log = new StringWriter();
        var policy = await new DynamoTriagePolicy(client, table, new EventLog(log, new ManualClock(Given.Now))).GetAsync(default);
        Assert.That(policy.Decide(Given.Study(), Given.Result(Key.Study, 1), Given.Now).Name, Is.EqualTo(rule));
        Assert.That(log.ToString(), logged is null ? Is.Empty : Does.Contain(logged));
    }

    [Test]
    public void Keys_AreStoredLiterals()
    {
        Assert.That(StudiesTable.Rota, Is.EqualTo(new ItemKey("ROTA", "DOCUMENT")));
        Assert.That(StudiesTable.OnCallPhone, Is.EqualTo(new ItemKey("ROTA", "ONCALL")));
        Assert.That(StudiesTable.TriagePolicy, Is.EqualTo(new ItemKey("TRIAGE", "POLICY")));
        Assert.That(Enum.GetValues<MessageChannel>().Select(MessageChannelNames.Of), Is.EqualTo(new[] { "sms", "email", "webhook" }));
    }

    private static Alert Full() => new(Key.Study, Key.Attempt, AlertState.Sent, "high-risk", Given.Now, Given.Now.AddSeconds(1), "m-1")
    {
        Risk = Risk.High,
        Pictures = 20,
        DueAt = Given.Now.AddMinutes(5),
        Claim = 3,
        Steps =
        [
            new AlertStep("ann", "Dr. Ann", MessageChannel.Sms, Given.Now, Failure: "OptedOut"),
            new AlertStep("ann", "Dr. Ann", MessageChannel.Email, Given.Now.AddSeconds(1), "m-1"),
        ],
        Messages = 1,
        Assigned = "ben",
        SnoozedUntil = Given.Now.AddMinutes(4),
        SnoozedMinutes = 4,
        Problem = "nobody-on-call",
    };
}

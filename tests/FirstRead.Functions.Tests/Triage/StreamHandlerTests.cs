using System.Text;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using FirstRead.Core.Analysis;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Functions.Triage;

namespace FirstRead.Functions.Tests.Triage;

public class StreamHandlerTests
{
    [Test]
    public async Task HighRisk_SendsOneMessageWithoutPhiAndNotesItOnTheStudy()
    {
        var triage = await TriageWorld.CreateAsync();
        var study = await triage.ResultAsync();
        var answer = await triage.HandleAsync(TriageWorld.Record(study));
        var alert = await triage.AlertAsync(study);
        var noted = (await triage.ReadAsync(study)).Times.AlertedAt;
        var code = StudyCode.Of(study.Id);
        Assert.Multiple(() =>
        {
            Assert.That(answer.BatchItemFailures, Is.Empty);
            Assert.That(triage.Phones.Messages, Is.EqualTo(new[]
            {
                ("+15555550100", MessageChannel.Sms, $"FirstRead: SIMULATED, HIGH RISK, MR study {code}. AI, research use, not for diagnosis. https://read.example.org/#/s/{code}"),
            }));
            Assert.That((alert.State, alert.Rule, alert.MessageId), Is.EqualTo((AlertState.Sent, "high-risk", "message-1")));
            Assert.That(noted, Is.EqualTo(alert.SentAt));
        });
    }

    [Test]
    public async Task HighRisk_BroughtTwice_IsOneAlertAndOneMessage()
    {
        var triage = await TriageWorld.CreateAsync();
        var study = await triage.ResultAsync();
        await triage.HandleAsync(TriageWorld.Record(study));
        var noted = await triage.ReadAsync(study);
        await triage.HandleAsync(TriageWorld.Record(study), TriageWorld.Record(study));
        Assert.That(triage.Phones.Messages, Has.Count.EqualTo(1));
        Assert.That(await triage.ReadAsync(study), Is.EqualTo(noted));
    }

    [Test]
    public async Task HighRisk_WithACrashBetweenSentAndTheStudy_IsNotedByTheRepeatWithoutAnotherMessage()
    {
        var triage = await TriageWorld.CreateAsync();
        var study = await triage.ResultAsync();
        await triage.HandleAsync(TriageWorld.Record(study));
        var alerted = await triage.ReadAsync(study);
        await triage.ChangeAsync(study, times => times with { AlertedAt = null });
        await triage.HandleAsync(TriageWorld.Record(study));
        Assert.That(triage.Phones.Messages, Has.Count.EqualTo(1));
        Assert.That((await triage.ReadAsync(study)).Times.AlertedAt, Is.EqualTo(alerted.Times.AlertedAt));
    }

    [Test]
    public async Task HighRisk_WhileTheNetworkIsAway_IsBroughtAgainAndSent()
    {
        var triage = await TriageWorld.CreateAsync();
        var study = await triage.ResultAsync();
        triage.Phones.Broken = true;
        Assert.That((await triage.HandleAsync(TriageWorld.Record(study))).BatchItemFailures, Has.Count.EqualTo(1));
        triage.Phones.Broken = false;
        Assert.That((await triage.HandleAsync(TriageWorld.Record(study))).BatchItemFailures, Is.Empty);
        Assert.That(triage.Phones.Messages, Has.Count.EqualTo(1));
    }

    [TestCase(AnalysisOutcome.Analysed, Risk.Indeterminate, false, "not-high-risk")]
    [TestCase(AnalysisOutcome.Analysed, Risk.NoFinding, false, "not-high-risk")]
    [TestCase(AnalysisOutcome.NotApplicable, Risk.Undetermined, false, "not-applicable")]
    [TestCase(AnalysisOutcome.Failed, Risk.Undetermined, false, "failed")]
    [TestCase(AnalysisOutcome.Analysed, Risk.High, true, "prior")]
    public async Task OtherResult_IsRecordedWithoutAMessage(AnalysisOutcome outcome, Risk risk, bool prior, string rule)
    {
        var triage = await TriageWorld.CreateAsync();
        var study = await triage.ResultAsync(outcome, risk, prior);
        await triage.HandleAsync(TriageWorld.Record(study));
        var alert = await triage.AlertAsync(study);
        Assert.Multiple(async () =>
        {
            Assert.That(triage.Phones.Messages, Is.Empty);
            Assert.That((alert.State, alert.Rule), Is.EqualTo((AlertState.Recorded, rule)));
            Assert.That(await triage.ReadAsync(study), Is.EqualTo(study), "it keeps its place");
        });
    }

    [Test]
    public async Task NobodyOnCall_FailsThatRecordAloneAndIsMadeGoodLater()
    {
        var triage = await TriageWorld.CreateAsync();
        var (high, low) = (await triage.ResultAsync(), await triage.ResultAsync(risk: Risk.NoFinding));
        await triage.RemovePhoneAsync();
        var answer = await triage.HandleAsync(TriageWorld.Record(high, "7"), TriageWorld.Record(low, "8"));
        Assert.That(answer.BatchItemFailures.Select(failure => failure.ItemIdentifier), Is.EqualTo(new[] { "7" }));
        Assert.That(await triage.AlertAsync(low), Is.Not.Null, "it did not wait for the other");
        Assert.That((await triage.AlertAsync(high)).Problem, Is.EqualTo("nobody-to-call"));
        await triage.EnterPhoneAsync("Dr. Back", "+15555550199");
        await triage.HandleAsync(TriageWorld.Record(high, "7"));
        Assert.That(triage.Phones.Messages.Single().To, Is.EqualTo("+15555550199"));
    }

    [Test]
    public async Task OtherRecords_AreLeftAlone()
    {
        var triage = await TriageWorld.CreateAsync();
        var study = await triage.ResultAsync();
        var result = StudiesTable.Result(study.Id, 1);
        await triage.HandleAsync(
            TriageWorld.Record(StudiesTable.Study(study.Id)),
            TriageWorld.Record(StudiesTable.OnCallPhone),
            TriageWorld.Record(StudiesTable.Work(study.Id)),
            TriageWorld.Record(result, "MODIFY"),
            TriageWorld.Record(result, "REMOVE"));
        Assert.That(triage.Phones.Messages, Is.Empty);
        Assert.That(await triage.Alerts.GetAsync(new AlertKey(study.Id, 1), default), Is.Null);
    }

    [Test]
    public void Event_AsLambdaSendsIt_IsReadByTheSerializer()
    {
        const string json = """
            {"Records":[{"eventID":"1","eventName":"INSERT","dynamodb":{"ApproximateCreationDateTime":1764072000,
             "Keys":{"pk":{"S":"STUDY#north-clinic.00000000000000000000000000000001"},"sk":{"S":"RESULT#000002"}},
             "NewImage":{"risk":{"S":"high"},"findings":{"L":[{"M":{"confidence":{"N":"0.9"}}}]}},"SequenceNumber":"9","SizeBytes":59,"StreamViewType":"NEW_AND_OLD_IMAGES"}}]}
            """;
        var serializer = new SourceGeneratorLambdaJsonSerializer<TriageJson>();
        var batch = serializer.Deserialize<DynamoDBEvent>(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        Assert.That(NewResult.Of(batch.Records[0]), Is.EqualTo(new AlertKey(StudyId.Parse("north-clinic.00000000000000000000000000000001"), 2)));
        var output = new MemoryStream();
        serializer.Serialize(new StreamsEventResponse { BatchItemFailures = [new() { ItemIdentifier = "9" }] }, output);
        Assert.That(Encoding.UTF8.GetString(output.ToArray()), Is.EqualTo("""{"batchItemFailures":[{"itemIdentifier":"9"}]}"""));
    }
}

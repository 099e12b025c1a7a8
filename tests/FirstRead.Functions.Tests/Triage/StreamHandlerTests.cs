using System.Text;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using FirstRead.Core.Analysis;
using FirstRead.Core.Audit;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Functions.Triage;

namespace FirstRead.Functions.Tests.Triage;

// They share the one rota row, which a test empties.
[NonParallelizable]
public class StreamHandlerTests
{
    [Test]
    public async Task HighRisk_SendsOneMessageWithoutPhiAndNotesItOnTheStudy()
    {
        var triage = await TriageWorld.GetAsync();
        var study = await triage.ResultAsync();
        var answer = await triage.HandleAsync(TriageWorld.Record(study));
        var alert = (await triage.Alerts.GetAsync(study.Id, 1, default))!;
        var noted = (await triage.ReadAsync(study)).Times.AlertedAt;
        var code = StudyCode.Of(study.Id);
        Assert.Multiple(() =>
        {
            Assert.That(answer.BatchItemFailures, Is.Empty);
            Assert.That(triage.Phone.Messages, Is.EqualTo(new[]
            {
                ("+15555550100", $"FirstRead: SIMULATED, HIGH RISK, MR study {code}. AI, research use, not for diagnosis. https://read.example.org/#/s/{code}"),
            }));
            Assert.That((alert.State, alert.Rule, alert.MessageId), Is.EqualTo((AlertState.Sent, "high-risk", "message-1")));
            Assert.That(noted, Is.EqualTo(alert.SentAt));
        });
    }

    [Test]
    public async Task HighRisk_BroughtTwice_IsOneAlertAndOneMessage()
    {
        var triage = await TriageWorld.GetAsync();
        var study = await triage.ResultAsync();
        await triage.HandleAsync(TriageWorld.Record(study));
        var noted = await triage.ReadAsync(study);
        await triage.HandleAsync(TriageWorld.Record(study), TriageWorld.Record(study));
        Assert.That(triage.Phone.Messages, Has.Count.EqualTo(1));
        Assert.That(await triage.ReadAsync(study), Is.EqualTo(noted));
    }

    [Test]
    public async Task HighRisk_WithACrashBetweenPublishAndSent_IsSentAgainAndThenRests()
    {
        var triage = await TriageWorld.GetAsync();
        var study = await triage.ResultAsync();
        triage.Alerts.CrashBeforeSent = true;
        var crashed = await triage.HandleAsync(TriageWorld.Record(study, "41"));
        Assert.That(crashed.BatchItemFailures.Select(failure => failure.ItemIdentifier), Is.EqualTo(new[] { "41" }));
        Assert.That((await triage.Alerts.GetAsync(study.Id, 1, default))!.State, Is.EqualTo(AlertState.Intended));
        triage.Alerts.CrashBeforeSent = false;
        await triage.HandleAsync(TriageWorld.Record(study));
        await triage.HandleAsync(TriageWorld.Record(study));
        var chain = await triage.Audit.ReadAsync(AuditSubjects.Of(study.Id), default);
        Assert.Multiple(async () =>
        {
            Assert.That(triage.Phone.Messages, Has.Count.EqualTo(2), "at least once: the first may have been lost");
            Assert.That((await triage.Alerts.GetAsync(study.Id, 1, default))!.State, Is.EqualTo(AlertState.Sent));
            Assert.That((await triage.ReadAsync(study)).Times.AlertedAt, Is.Not.Null);
            Assert.That(chain.Count(entry => entry.Event.What == "alert"), Is.EqualTo(2), "each message stands in the log");
        });
    }

    [Test]
    public async Task HighRisk_WithACrashBetweenSentAndTheStudy_IsNotedByTheRepeatWithoutAnotherMessage()
    {
        var triage = await TriageWorld.GetAsync();
        var study = await triage.ResultAsync();
        await triage.HandleAsync(TriageWorld.Record(study));
        var alerted = await triage.ReadAsync(study);
        await triage.UnnoteAsync(alerted);
        await triage.HandleAsync(TriageWorld.Record(study));
        Assert.That(triage.Phone.Messages, Has.Count.EqualTo(1));
        Assert.That((await triage.ReadAsync(study)).Times.AlertedAt, Is.EqualTo(alerted.Times.AlertedAt));
    }

    [Test]
    public async Task HighRisk_WhileTheNetworkIsAway_IsBroughtAgainAndSent()
    {
        var triage = await TriageWorld.GetAsync();
        var study = await triage.ResultAsync();
        triage.Phone.Broken = true;
        Assert.That((await triage.HandleAsync(TriageWorld.Record(study))).BatchItemFailures, Has.Count.EqualTo(1));
        triage.Phone.Broken = false;
        Assert.That((await triage.HandleAsync(TriageWorld.Record(study))).BatchItemFailures, Is.Empty);
        Assert.That(triage.Phone.Messages, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task HighRisk_InALaterResult_AlertsAgainAndWantsToBeSeenAgain()
    {
        var triage = await TriageWorld.GetAsync();
        var study = await triage.ResultAsync();
        await triage.HandleAsync(TriageWorld.Record(study));
        var later = await triage.ResultAgainAsync(study);
        await triage.HandleAsync(TriageWorld.Record(later));
        Assert.That(triage.Phone.Messages, Has.Count.EqualTo(2));
        Assert.That(Acknowledgement.IsDue(await triage.ReadAsync(study)), Is.True);
    }

    [TestCase(AnalysisOutcome.Analysed, Risk.Indeterminate, false, "not-high-risk")]
    [TestCase(AnalysisOutcome.Analysed, Risk.NoFinding, false, "not-high-risk")]
    [TestCase(AnalysisOutcome.NotApplicable, Risk.Undetermined, false, "not-applicable")]
    [TestCase(AnalysisOutcome.Failed, Risk.Undetermined, false, "failed")]
    [TestCase(AnalysisOutcome.Analysed, Risk.High, true, "prior")]
    public async Task OtherResult_IsRecordedWithoutAMessage(AnalysisOutcome outcome, Risk risk, bool prior, string rule)
    {
        var triage = await TriageWorld.GetAsync();
        var study = await triage.ResultAsync(outcome, risk, prior);
        await triage.HandleAsync(TriageWorld.Record(study));
        var alert = (await triage.Alerts.GetAsync(study.Id, 1, default))!;
        Assert.Multiple(async () =>
        {
            Assert.That(triage.Phone.Messages, Is.Empty);
            Assert.That((alert.State, alert.Rule), Is.EqualTo((AlertState.Recorded, rule)));
            Assert.That(await triage.ReadAsync(study), Is.EqualTo(study), "it keeps its place");
        });
    }

    [Test]
    public async Task NobodyOnCall_FailsThatRecordAloneAndIsMadeGoodLater()
    {
        var triage = await TriageWorld.GetAsync();
        var (high, low) = (await triage.ResultAsync(), await triage.ResultAsync(risk: Risk.NoFinding));
        await triage.EmptyRotaAsync();
        var answer = await triage.HandleAsync(TriageWorld.Record(high, "7"), TriageWorld.Record(low, "8"));
        Assert.That(answer.BatchItemFailures.Select(failure => failure.ItemIdentifier), Is.EqualTo(new[] { "7" }));
        Assert.That(await triage.Alerts.GetAsync(low.Id, 1, default), Is.Not.Null, "it did not wait for the other");
        await triage.Rota.PutAsync(new OnCall("Dr. Back", "+15555550199"), default);
        await triage.HandleAsync(TriageWorld.Record(high, "7"));
        Assert.That(triage.Phone.Messages.Single().Phone, Is.EqualTo("+15555550199"));
    }

    [Test]
    public async Task OtherRecords_AreLeftAlone()
    {
        var triage = await TriageWorld.GetAsync();
        var study = await triage.ResultAsync();
        var result = StudiesTable.Result(study.Id, 1);
        await triage.HandleAsync(
            TriageWorld.Record(StudiesTable.Study(study.Id)),
            TriageWorld.Record(StudiesTable.Rota),
            TriageWorld.Record(StudiesTable.Work(study.Id)),
            TriageWorld.Record(result, "MODIFY"),
            TriageWorld.Record(result, "REMOVE"));
        Assert.That(triage.Phone.Messages, Is.Empty);
        Assert.That(await triage.Alerts.GetAsync(study.Id, 1, default), Is.Null);
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
        Assert.That(NewResult.Of(batch.Records[0]), Is.EqualTo(new NewResult(StudyId.Parse("north-clinic.00000000000000000000000000000001"), 2)));
        var output = new MemoryStream();
        serializer.Serialize(new StreamsEventResponse { BatchItemFailures = [new() { ItemIdentifier = "9" }] }, output);
        Assert.That(Encoding.UTF8.GetString(output.ToArray()), Is.EqualTo("""{"batchItemFailures":[{"itemIdentifier":"9"}]}"""));
    }
}

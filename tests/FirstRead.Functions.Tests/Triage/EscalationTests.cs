using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Core.Triage.OnCall;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Triage;

/// <summary>What happens when nobody answers, and what may go wrong on the way.</summary>
public sealed class EscalationTests
{
    private TriageWorld world = null!;

    [SetUp]
    public async Task CreateWorld() => world = await TriageWorld.CreateAsync();

    [Test]
    public async Task Alert_ThatNobodyAcknowledges_CallsAlongTheRotaAndThenBeginsAgain()
    {
        await world.Rota.PutAsync(Rota("ann", "ben", "cyd"), default);
        var study = await AlertedAsync();
        foreach (var minutes in new[] { 4.5, 0.5, 5, 5, 14, 1 })
            await world.LookAfterAsync(minutes);

        Assert.That(world.Phones.Called, Is.EqualTo(new[] { "+4930000001 sms", "+4930000002 sms", "+4930000003 sms", "+4930000001 sms", "+4930000002 sms" }));
        var alert = await world.AlertAsync(study);
        var chain = await world.Audit.ReadAsync(AuditSubjects.Of(study.Id), default);
        Assert.Multiple(() =>
        {
            Assert.That(alert.Steps.Select(step => (step.Person, step.At - Given.Now, step.MessageId)), Is.EqualTo(new[]
            {
                ("ann", TimeSpan.Zero, "message-1"), ("ben", TimeSpan.FromMinutes(5), "message-2"), ("cyd", TimeSpan.FromMinutes(10), "message-3"),
                ("ann", TimeSpan.FromMinutes(15), "message-4"), ("ben", TimeSpan.FromMinutes(30), "message-5"),
            }));
            Assert.That(alert.DueAt, Is.EqualTo(Given.Now.AddMinutes(45)));
            Assert.That(chain.Select(entry => entry.Event.Why).ToList(), Has.Count.EqualTo(5).And.Some.EqualTo("high-risk, result 1, message 2, to Dr. ben by sms"));
        });
    }

    [Test]
    public async Task Alert_OfARotaOfOnePhone_RingsItAgain()
    {
        await AlertedAsync();
        await world.LookAfterAsync(5);
        await world.LookAfterAsync(5);
        Assert.That(world.Phones.Called, Is.EqualTo(new[] { "+15555550100 sms", "+15555550100 sms", "+15555550100 sms" }));
    }

    [TestCase(AiDisplay.First, "HIGH RISK")]
    [TestCase(AiDisplay.OnDemand, "READ NOW")]
    [TestCase(AiDisplay.AfterOwnRead, "READ NOW")]
    public async Task Alert_OfAClinicThatWantsNoReaderLed_SaysThatItIsNowAndNotWhy(AiDisplay display, string words)
    {
        await world.ShowAiAsync(display);
        await AlertedAsync();
        await world.LookAfterAsync(5);
        Assert.That(world.Phones.Messages, Has.Count.EqualTo(2), "called as often as anywhere");
        Assert.That(world.Phones.Messages.Select(message => message.Text), Has.All.StartWith($"FirstRead: SIMULATED, {words}, MR study "));
    }

    [TestCase("acknowledged")]
    [TestCase("signed")]
    public async Task Alert_ThatSomebodyAnswered_Ends(string end)
    {
        var study = await AlertedAsync();
        await world.ChangeAsync(study, times => end == "signed" ? times with { SignedAt = world.Clock.GetUtcNow() } : times with { AcknowledgedAt = world.Clock.GetUtcNow() });
        await world.LookAfterAsync(5);
        var alert = await world.AlertAsync(study);
        Assert.That((alert.State, alert.Ended, alert.DueAt, world.Phones.Messages.Count), Is.EqualTo((AlertState.Ended, end, (DateTimeOffset?)null, 1)));
        Assert.That(await world.Alerts.ListDueAsync(world.Clock.GetUtcNow().AddYears(1), 10, default), Is.Empty);
    }

    [Test]
    public async Task Alert_ThatWasAcknowledged_StaysSoWhenLateInstancesReopenTheStudy()
    {
        var study = await AlertedAsync();
        await world.AcknowledgeAsync(study);
        await world.ResultAgainAsync(study, Risk.NoFinding, pictures: 2);
        await world.LookAfterAsync(5);
        Assert.That(world.Phones.Messages, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Alert_ThatNobodyAcknowledged_GoesOnWhenALaterResultSaysLess()
    {
        var study = await AlertedAsync();
        await world.HandleAsync(TriageWorld.Record(await world.ResultAgainAsync(study, Risk.NoFinding)));
        await world.LookAfterAsync(5);
        Assert.That(world.Phones.Messages, Has.Count.EqualTo(2), "nothing but a person lowers it");
        Assert.That((await world.ReadAsync(study)).HighestRisk, Is.EqualTo(Risk.High));
    }

    [Test]
    public async Task Result_OfMorePicturesAtHighRisk_AlertsAgainInPlaceOfTheFirst()
    {
        var study = await AlertedAsync();
        await world.AcknowledgeAsync(study);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.HandleAsync(TriageWorld.Record(await world.ResultAgainAsync(study, pictures: 2)));
        Assert.That(world.Phones.Messages, Has.Count.EqualTo(2));
        Assert.That(Acknowledgement.IsDue(await world.ReadAsync(study)), Is.True, "it wants to be seen again");
        await world.LookAfterAsync(5);
        Assert.That((world.Phones.Messages.Count, (await world.AlertAsync(study)).State, (await world.AlertAsync(study, 2)).Messages), Is.EqualTo((3, AlertState.Ended, 2)), "one of the two calls on");
    }

    [TestCase(Risk.High, Risk.High, 1)]
    [TestCase(Risk.Indeterminate, Risk.High, 1)]
    [TestCase(Risk.High, Risk.NoFinding, 1)]
    public async Task Result_OfTheSamePictures_AlertsOnlyWhereTheRiskRises(Risk first, Risk second, int messages)
    {
        var study = await world.ResultAsync(risk: first);
        await world.HandleAsync(TriageWorld.Record(study));
        var again = await world.ResultAgainAsync(study, second);
        await world.HandleAsync(TriageWorld.Record(again));
        Assert.That(world.Phones.Messages, Has.Count.EqualTo(messages));
        Assert.That((await world.AlertAsync(again, 2)).Rule, Is.EqualTo(first == Risk.High && second == Risk.High ? "risk-not-raised" : second == Risk.High ? "high-risk" : "not-high-risk"));
    }

    [Test]
    public async Task Refusal_GoesToTheNextChannelAtOnce_ThenToTheNextPerson()
    {
        await world.Rota.PutAsync(Rota("ann", "ben"), default);
        world.Phones.Refusing.UnionWith([("ann", MessageChannel.Sms), ("ann", MessageChannel.Email)]);
        var study = await AlertedAsync();
        Assert.That((await world.AlertAsync(study)).Steps.Select(step => (step.Person, step.Channel, step.Failure)), Is.EqualTo(new[]
        {
            ("ann", MessageChannel.Sms, "OptedOut"), ("ann", MessageChannel.Email, "OptedOut"), ("ben", MessageChannel.Sms, null),
        }));
        world.Phones.Refusing.Remove(("ann", MessageChannel.Email));
        await world.LookAfterAsync(5);
        Assert.That(world.Phones.Called, Is.EqualTo(new[] { "+4930000002 sms", "ann email" }), "who was not reached yet comes first");
    }

    [Test]
    public async Task Refusal_OfEveryChannel_FailsLoudlyAndIsTriedEachMinuteUntilOneTakesIt()
    {
        world.Phones.Broken = true;
        var study = await world.ResultAsync();
        Assert.That((await world.HandleAsync(TriageWorld.Record(study))).BatchItemFailures, Has.Count.EqualTo(1));
        var (_, failures) = await world.LookAfterAsync(1);
        Assert.That(failures.Single(), Is.InstanceOf<AlertImpossibleException>());
        Assert.That((await world.AlertAsync(study)).Problem, Is.EqualTo("every-channel-refused"));
        world.Phones.Broken = false;
        Assert.That((await world.LookAfterAsync(1)).Failures, Is.Empty);
        var alert = await world.AlertAsync(study);
        Assert.That((world.Phones.Messages.Count, alert.State, alert.Problem), Is.EqualTo((1, AlertState.Sent, (string?)null)));
    }

    [Test]
    public async Task Snooze_PutsTheNextCallOff_AndThenItGoesOn()
    {
        var study = await AlertedAsync();
        var snoozed = (AlertOutcome.Changed)AlertActs.Snooze(await world.AlertAsync(study), 20, 30, world.Clock.GetUtcNow());
        await world.Alerts.ReplaceAsync(snoozed.Alert, default);
        await world.LookAfterAsync(19);
        Assert.That(world.Phones.Messages, Has.Count.EqualTo(1));
        await world.LookAfterAsync(1);
        Assert.That((world.Phones.Messages.Count, (await world.AlertAsync(study)).DueAt), Is.EqualTo((2, Given.Now.AddMinutes(25))));
    }

    [Test]
    public async Task Reassignment_CallsThatPersonAtOnce_AndThenThoseOfTheRotaWhoWereNot()
    {
        await world.Rota.PutAsync(Rota("ann", "ben", "cyd"), default);
        var study = await AlertedAsync();
        var reassigned = (AlertOutcome.Changed)AlertActs.Reassign(await world.AlertAsync(study), Rota("ann", "ben", "cyd"), "cyd", world.Clock.GetUtcNow());
        await world.Alerts.ReplaceAsync(reassigned.Alert, default);
        await world.LookAfterAsync(1);
        await world.LookAfterAsync(9);
        Assert.That((await world.AlertAsync(study)).Steps.Select(step => step.Person), Is.EqualTo(new[] { "ann", "cyd", "ben" }));
    }

    [Test]
    public void Reassignment_WhileAMessageIsUnderWay_IsDueWhenThatIsNoted()
    {
        var claimed = new Alert(Given.StudyId(), 1, AlertState.Sent, "high-risk", Given.Now, Given.Now, "m") { Claim = 4, Revision = 4, DueAt = Given.Now.AddMinutes(1) };
        var reassigned = ((AlertOutcome.Changed)AlertActs.Reassign(claimed, Rota("ann", "cyd"), "cyd", Given.Now)).Alert;
        Assert.That(reassigned.DueAt, Is.EqualTo(claimed.DueAt), "one sender at a time");
        var noted = reassigned.Note(4, assignedThen: null, new AlertStep("ann", "Dr. ann", MessageChannel.Sms, Given.Now, "m-2"), Given.Now.AddMinutes(5));
        Assert.That((noted.Assigned, noted.DueAt, noted.Claim), Is.EqualTo(("cyd", Given.Now, (int?)null)));
    }

    [Test]
    public async Task Rota_WithNobodyOnCall_CallsTheFallbackAndSaysSo()
    {
        await world.Rota.PutAsync(Rota("ann", "ben") with { Shifts = [] }, default);
        var study = await AlertedAsync();
        Assert.That(world.Phones.Called, Is.EqualTo(new[] { "+4930000002 sms" }));
        Assert.That((await world.AlertAsync(study)).Problem, Is.EqualTo("nobody-on-call"));
        await world.LookAfterAsync(5);
        Assert.That(world.Log.ToString(), Does.Contain("nobody-on-call"));
    }

    [Test]
    public async Task Result_WhoseStreamRecordWasLost_AlertsAfterAll()
    {
        var (high, low) = (await world.ResultAsync(), await world.ResultAsync(risk: Risk.NoFinding));
        await world.LookAfterAsync(1);
        Assert.That(world.Phones.Messages, Is.Empty, "the stream has time");
        await world.LookAfterAsync(1);
        Assert.That((world.Phones.Of(high), world.Phones.Of(low), (await world.AlertAsync(low)).State), Is.EqualTo((1, 0, AlertState.Recorded)));
        Assert.That(await world.Alerts.ListUnansweredAsync(world.Clock.GetUtcNow().AddYears(1), 10, default), Is.Empty);
    }

    [Test]
    public async Task Look_ByFiveAtOnce_CallsEachPersonOnce()
    {
        await world.Rota.PutAsync(Rota("ann", "ben", "cyd"), default);
        var studies = new[] { await AlertedAsync(), await AlertedAsync(), await AlertedAsync() };
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => world.LookAsync()));
        Assert.That(studies.Select(world.Phones.Of), Is.All.EqualTo(2));
    }

    [Test]
    public async Task Record_BroughtTwiceAtOnce_IsOneMessage()
    {
        var study = await world.ResultAsync();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => world.HandleAsync(TriageWorld.Record(study))));
        Assert.That(world.Phones.Messages, Has.Count.EqualTo(1));
    }

    [TestCase(false)]
    [TestCase(true)]
    public Task FirstMessage_WithAKillBetweenAnyTwoCalls_IsNeverMissingAndRepeatedOnlyWhereItWasNotNoted(bool afterTheCall) => KillAsync(
        afterTheCall, () => world.ResultAsync(), study => world.HandleAsync(TriageWorld.Record(study)), already: 0);

    [TestCase(false)]
    [TestCase(true)]
    public Task NextMessage_WithAKillBetweenAnyTwoCalls_IsNeverMissingAndRepeatedOnlyWhereItWasNotNoted(bool afterTheCall) => KillAsync(
        afterTheCall,
        async () =>
        {
            var study = await AlertedAsync();
            world.Clock.Advance(TimeSpan.FromMinutes(5));
            return study;
        },
        _ => world.LookAsync(),
        already: 1);

    private async Task KillAsync(bool afterTheCall, Func<Task<Study>> prepare, Func<Study, Task> act, int already)
    {
        var repeats = 0;
        for (var call = 1; ; call++)
        {
            var study = await prepare();
            world.Fuse.Arm(call, afterTheCall);
            try
            {
                await act(study);
            }
            catch (CrashException)
            {
            }
            if (!world.Fuse.Burnt)
                break;
            world.Fuse.Disarm();
            var key = new AlertKey(study.Id, 1);
            var unnoted = world.Phones.Of(study) - ((await world.Alerts.GetAsync(key, default))?.Messages ?? 0);
            repeats += unnoted;
            // The dead one's claim runs out, and no next step is due yet.
            await world.LookAfterAsync(2.5);
            await act(study);
            var alert = await world.AlertAsync(study);
            Assert.That((world.Phones.Of(study), alert.State, alert.Claim), Is.EqualTo((already + 1 + unnoted, AlertState.Sent, (int?)null)), $"killed at call {call}");
            Assert.That((await world.ReadAsync(study)).Times.AlertedAt, Is.EqualTo(alert.SentAt), $"killed at call {call}");
            await world.AcknowledgeAsync(study);
            await world.LookAfterAsync(5);
        }
        Assert.That(repeats, Is.EqualTo(1), "one place alone repeats: between publish and note");
    }

    private async Task<Study> AlertedAsync()
    {
        var study = await world.ResultAsync();
        Assert.That((await world.HandleAsync(TriageWorld.Record(study))).BatchItemFailures, Is.Empty);
        return study;
    }

    /// <summary>All on call always, in this order, by text message and then e-mail; the last is the fall-back.</summary>
    private static Rota Rota(params string[] persons) => new(
        [.. persons.Select((person, index) => new Person(person, $"Dr. {person}", [MessageChannel.Sms, MessageChannel.Email], $"+493000000{index + 1}"))],
        [.. persons.Select((person, index) => new Shift(person, index + 1, new LocalHours("UTC", default, default)))],
        [],
        persons[^1]);
}

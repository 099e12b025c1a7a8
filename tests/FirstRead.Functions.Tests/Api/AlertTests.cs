using System.Net;
using System.Text.Json;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Core.Triage;
using FirstRead.Functions.Tests.Web;

namespace FirstRead.Functions.Tests.Api;

public sealed class AlertTests
{
    private World world = null!;
    private Study study = null!;
    private Alert alert = null!;

    [SetUp]
    public async Task OpenAlert()
    {
        world = await World.GetAsync();
        study = await world.AnalysedStudyAsync();
        alert = await world.OpenAlertAsync(study);
    }

    [Test]
    public async Task Alerts_OfAStudy_SayWhoWasCalledAndWhenTheNextIs()
    {
        var response = await world.SendAsync(AuthorizationTable.StudyAlerts, $"/api/studies/{study.Id}/alerts", world.TokenOf(Role.Operator));
        var said = (await World.JsonOf(response)).GetProperty("alerts").EnumerateArray().Single();
        Assert.Multiple(() =>
        {
            Assert.That((said.GetProperty("revision").GetInt32(), said.GetProperty("open").GetBoolean(), said.GetProperty("state").GetString()), Is.EqualTo((1, true, "sent")));
            Assert.That(said.GetProperty("dueAt").GetDateTimeOffset(), Is.EqualTo(alert.DueAt));
            Assert.That(said.GetProperty("steps")[0].GetRawText(), Does.Contain("Dr. On Call").And.Not.Contain("+1555"));
        });
    }

    [Test]
    public async Task OnCall_Now_NamesPersonsWithoutTheirNumbers()
    {
        var said = await (await world.SendAsync(AuthorizationTable.OnCall, "/api/on-call", world.TokenOf(Role.Radiologist))).Content.ReadAsStringAsync();
        Assert.That(said, Does.Contain("\"order\":[{\"id\":\"on-call\",\"name\":\"Dr. On Call\",\"channels\":[\"sms\"]}]").And.Not.Contain("+1555"));
    }

    [Test]
    public async Task Snooze_WithAReason_PutsItOffAndIsAudited()
    {
        var before = TimeProvider.System.GetUtcNow();
        var response = await SnoozeAsync(1, 20);
        var stored = await ReadAsync();
        Assert.Multiple(async () =>
        {
            Assert.That((response.StatusCode, response.Headers.ETag?.Tag), Is.EqualTo((HttpStatusCode.OK, "\"2\"")), await response.Content.ReadAsStringAsync());
            Assert.That(stored.DueAt, Is.EqualTo(stored.SnoozedUntil).And.GreaterThanOrEqualTo(before.AddMinutes(20).AddMilliseconds(-1)));
            Assert.That(stored.IsOpen, Is.True, "it goes on afterwards");
            Assert.That((await AuditedAsync())[^1], Is.EqualTo(("sub-radiologist", "snooze", "result 1, 20 minutes: in theatre")));
        });
    }

    [Test]
    public async Task Snooze_AgainAndAgain_EndsAtTheMost()
    {
        Assert.That((await SnoozeAsync(1, 20)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await SnoozeAsync(2, 10)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await World.CodeOf(await SnoozeAsync(3, 1)), Is.EqualTo("snoozed-long-enough"));
    }

    [TestCase("""{"minutes":31,"reason":"x"}""")]
    [TestCase("""{"minutes":0,"reason":"x"}""")]
    [TestCase("""{"minutes":5}""")]
    [TestCase("""{"minutes":5,"reason":" "}""")]
    public async Task Snooze_WithoutReasonOrTooLong_IsRefused(string body) =>
        Assert.That(await World.CodeOf(await ActAsync(AuthorizationTable.SnoozeAlert, "snooze", body, 1)), Is.EqualTo("invalid-body"));

    [Test]
    public async Task Snooze_OfWhatIsNoLongerInView_IsRefused()
    {
        Assert.That((await SnoozeAsync(2, 5)).StatusCode, Is.EqualTo(HttpStatusCode.PreconditionFailed));
        Assert.That((await ActAsync(AuthorizationTable.SnoozeAlert, "snooze", """{"minutes":5,"reason":"x"}""", null)).StatusCode, Is.EqualTo(HttpStatusCode.PreconditionRequired));
        Assert.That((await ReadAsync()).Revision, Is.EqualTo(1));
    }

    [Test]
    public async Task Reassign_ToAPersonOfTheRota_MakesItDueAtOnce()
    {
        var response = await ActAsync(AuthorizationTable.ReassignAlert, "reassign", """{"person":"on-call","reason":"at the scanner"}""", 1);
        var stored = await ReadAsync();
        Assert.That((response.StatusCode, stored.Assigned), Is.EqualTo((HttpStatusCode.OK, "on-call")));
        Assert.That(stored.IsDueAt(TimeProvider.System.GetUtcNow()), Is.True);
        Assert.That((await AuditedAsync())[^1], Is.EqualTo(("sub-radiologist", "reassign", "result 1, to on-call: at the scanner")));
    }

    [Test]
    public async Task Reassign_ToAnyoneElse_IsRefused() => Assert.That(
        await World.CodeOf(await ActAsync(AuthorizationTable.ReassignAlert, "reassign", """{"person":"nobody","reason":"x"}""", 1)), Is.EqualTo("invalid-body"));

    [Test]
    public async Task Acknowledge_EndsTheAlert_AndNothingMoreCanBeDoneAboutIt()
    {
        await world.SendAsync(AuthorizationTable.Acknowledge, $"/api/studies/{study.Id}/acknowledge", world.TokenOf(Role.Radiologist));
        var stored = await ReadAsync();
        Assert.That((stored.State, stored.Ended, stored.DueAt), Is.EqualTo((AlertState.Ended, "acknowledged", (DateTimeOffset?)null)));
        Assert.That(await World.CodeOf(await SnoozeAsync(2, 5)), Is.EqualTo("alert-not-open"));
    }

    [Test]
    public async Task Acknowledge_BeforeTheStudyWasToldOfItsAlert_Holds()
    {
        var untold = (await world.Studies.GetAsync(study.Id, default))!;
        await world.Studies.ReplaceAsync(untold with { Times = untold.Times with { AlertedAt = null } }, default);
        var response = await world.SendAsync(AuthorizationTable.Acknowledge, $"/api/studies/{study.Id}/acknowledge", world.TokenOf(Role.Radiologist));
        var times = (await world.Studies.GetAsync(study.Id, default))!.Times;
        Assert.That((response.StatusCode, times.AlertedAt is not null, times.AcknowledgedAt is not null), Is.EqualTo((HttpStatusCode.NoContent, true, true)));
        Assert.That(Acknowledgement.Ask((await world.Studies.GetAsync(study.Id, default))!, alert.SentAt!.Value), Is.Null, "the late note does not ask again");
    }

    [Test]
    public async Task Acknowledge_OfAnAlertWhoseSendersClockIsAhead_IsNotBeforeIt()
    {
        var ahead = TimeProvider.System.GetUtcNow().AddSeconds(30);
        alert = (await world.Alerts.ReplaceAsync(alert with { CreatedAt = ahead, SentAt = ahead.AddSeconds(5) }, default))!;
        await world.SendAsync(AuthorizationTable.Acknowledge, $"/api/studies/{study.Id}/acknowledge", world.TokenOf(Role.Radiologist));
        var stored = (await world.Studies.GetAsync(study.Id, default))!;
        Assert.That(Escalation.EndOf(alert, stored, []), Is.EqualTo("acknowledged"), "whoever finds the record still open ends it");
    }

    [TestCase("7")]
    [TestCase("one")]
    public async Task Act_OnAnAlertThatIsNone_FindsNothing(string attempt) => Assert.That(
        (await world.SendAsync(AuthorizationTable.SnoozeAlert, $"/api/studies/{study.Id}/alerts/{attempt}/snooze", world.TokenOf(Role.Radiologist), """{"minutes":5,"reason":"x"}""", "\"1\"")).StatusCode,
        Is.EqualTo(HttpStatusCode.NotFound));

    private Task<HttpResponseMessage> SnoozeAsync(int revision, int minutes) =>
        ActAsync(AuthorizationTable.SnoozeAlert, "snooze", JsonSerializer.Serialize(new { minutes, reason = "in theatre" }), revision);

    private Task<HttpResponseMessage> ActAsync(Permission row, string act, string body, int? revision) => world.SendAsync(
        row, $"/api/studies/{study.Id}/alerts/1/{act}", world.TokenOf(Role.Radiologist), body, revision is null ? null : $"\"{revision}\"");

    private async Task<Alert> ReadAsync() => (await world.Alerts.GetAsync(alert.Key, default))!;

    private async Task<List<(string Who, string What, string Why)>> AuditedAsync() =>
        [.. (await world.Audit.ReadAsync(AuditSubjects.Of(study.Id), default)).Select(entry => (entry.Event.Who, entry.Event.What, entry.Event.Why))];
}

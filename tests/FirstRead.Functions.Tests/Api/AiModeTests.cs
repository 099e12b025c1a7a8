using System.Net;
using System.Text.Json;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Web;

namespace FirstRead.Functions.Tests.Api;

/// <summary>A clinic that wants no reader led: the server itself keeps what the model found to itself.</summary>
public class AiModeTests
{
    private static readonly ClinicId Blind = ClinicId.Parse("blind-clinic");
    private static readonly ClinicId Asking = ClinicId.Parse("asking-clinic");

    [Test]
    public async Task Study_BeforeAReadOfOnesOwn_TellsNothingOfWhatTheModelFound()
    {
        var (world, study) = await StudyAsync(Blind);
        var view = await ViewAsync(world, study);
        var text = view.ToString();
        var row = (await World.JsonOf(await world.SendAsync(AuthorizationTable.Worklist, "/api/worklist?limit=500", world.TokenOf(Role.Radiologist)))).GetProperty("studies").EnumerateArray().Single(one => one.GetProperty("studyId").GetString() == study.Id.Value);
        Assert.Multiple(() =>
        {
            Assert.That(view.TryGetProperty("result", out _), Is.False);
            Assert.That((view.GetProperty("aiDisplay").GetString(), view.GetProperty("study").GetProperty("aiWithheld").GetBoolean()), Is.EqualTo(("after-own-read", true)));
            foreach (var told in (string[])["Enhancing mass", "results/", "contours", "brain-tumor", "\"high\""])
            {
                Assert.That(text, Does.Not.Contain(told));
                Assert.That(row.ToString(), Does.Not.Contain(told));
            }
            foreach (var seen in (JsonElement[])[row, view.GetProperty("study")])
                Assert.That((seen.GetProperty("urgency").GetInt32(), seen.GetProperty("clinicName").GetString()), Is.EqualTo((0, "The blind clinic")), "what the clinic asked for: routine");
        });
    }

    [Test]
    public async Task Worklist_OfAClinicThatWantsNoReaderLed_KeepsTheTrueOrder()
    {
        var (world, first) = await StudyAsync(Blind);
        var (_, second) = await StudyAsync(Asking);
        async Task<List<string>> OrderAsync(Role role) => [.. (await World.JsonOf(await world.SendAsync(AuthorizationTable.Worklist, "/api/worklist?limit=500", world.TokenOf(role)))).GetProperty("studies").EnumerateArray().Select(row => row.GetProperty("studyId").GetString()!)];
        var order = await OrderAsync(Role.Radiologist);
        Assert.That(order, Does.Contain(first.Id.Value).And.Contain(second.Id.Value));
        Assert.That(order, Is.EqualTo(await OrderAsync(Role.Operator)), "who is shown the urgency sees the same order");
    }

    [Test]
    public async Task Alerts_BeforeAReadOfOnesOwn_SayWhoIsCalledAndNotByWhichRule()
    {
        var (world, study) = await StudyAsync(Blind);
        await world.OpenAlertAsync(study);
        async Task<JsonElement> AlertAsync(Role role) => (await World.JsonOf(await world.SendAsync(AuthorizationTable.StudyAlerts, $"/api/studies/{study.Id}/alerts", world.TokenOf(role)))).GetProperty("alerts")[0];
        var withheld = await AlertAsync(Role.Radiologist);
        Assert.That((withheld.GetProperty("open").GetBoolean(), withheld.TryGetProperty("rule", out _)), Is.EqualTo((true, false)));
        Assert.That((await AlertAsync(Role.Operator)).GetProperty("rule").GetString(), Is.EqualTo("high-risk"));
    }

    [Test]
    public async Task Acts_BeforeAReadOfOnesOwn_AreRefused()
    {
        var (world, study) = await StudyAsync(Blind);
        var tag = $"\"{study.Revision}\"";
        Assert.Multiple(async () =>
        {
            Assert.That(await World.CodeOf(await world.SendAsync(AuthorizationTable.DecideFinding, $"/api/studies/{study.Id}/findings/f1", world.TokenOf(Role.Radiologist), """{"decision":"accept"}""", tag)), Is.EqualTo("ai-not-shown"));
            Assert.That(await World.CodeOf(await world.SendAsync(AuthorizationTable.Sign, $"/api/studies/{study.Id}/sign", world.TokenOf(Role.Radiologist), """{"impression":"Clear."}""", tag)), Is.EqualTo("ai-not-shown"));
            Assert.That(await World.CodeOf(await world.SendAsync(AuthorizationTable.Report, $"/api/studies/{study.Id}/report", world.TokenOf(Role.Radiologist))), Is.EqualTo("ai-not-shown"));
            Assert.That(await World.CodeOf(await ShowAsync(world, study, study.Revision)), Is.EqualTo("own-read-required"));
        });
    }

    [Test]
    public async Task OwnRead_OnceSaved_ShowsTheModelsFindingsToThisReaderAloneAndStaysWithTheSignature()
    {
        var (world, study) = await StudyAsync(Blind);
        var marked = await world.SendAsync(AuthorizationTable.AddFinding, $"/api/studies/{study.Id}/findings", world.TokenOf(Role.Radiologist), """{"label":"Bleeding","code":{"scheme":"SCT","value":"50960005"},"point":{"sopInstanceUid":"2.25.1004","column":3,"row":4}}""", $"\"{study.Revision}\"");
        Assert.That(marked.StatusCode, Is.EqualTo(HttpStatusCode.Created), await marked.Content.ReadAsStringAsync());
        var saved = await OwnReadAsync(world, study, study.Revision + 1);
        Assert.That(saved.StatusCode, Is.EqualTo(HttpStatusCode.OK), await saved.Content.ReadAsStringAsync());
        var mine = await ViewAsync(world, study);
        var other = await ViewAsync(world, study, world.Issuer.Token("sub-second-reader", "radiologist"));
        var read = mine.GetProperty("review").GetProperty("ownReads")[0];
        Assert.Multiple(() =>
        {
            Assert.That(mine.GetProperty("result").GetProperty("findings").GetArrayLength(), Is.EqualTo(1));
            Assert.That(mine.GetProperty("study").GetProperty("urgency").GetInt32(), Is.EqualTo(3), "the true one, from here on");
            Assert.That((read.GetProperty("impression").GetString(), read.GetProperty("marks").GetArrayLength()), Is.EqualTo(("A bleed.", 1)));
            Assert.That(other.TryGetProperty("result", out _), Is.False);
            Assert.That(other.GetProperty("review").TryGetProperty("ownReads", out _), Is.False, "another's read leads too");
        });

        await world.SendAsync(AuthorizationTable.DecideFinding, $"/api/studies/{study.Id}/findings/f1", world.TokenOf(Role.Radiologist), """{"decision":"accept"}""", $"\"{study.Revision + 2}\"");
        var secret = await ViewAsync(world, study, world.Issuer.Token("sub-second-reader", "radiologist"));
        Assert.That(secret.GetProperty("review").GetProperty("decisions").GetArrayLength(), Is.Zero, "a decision tells of its finding");
        var signed = await world.SendAsync(AuthorizationTable.Sign, $"/api/studies/{study.Id}/sign", world.TokenOf(Role.Radiologist), """{"impression":"A bleed, and a mass.","notYetTold":true}""", $"\"{study.Revision + 3}\"");
        Assert.That(signed.StatusCode, Is.EqualTo(HttpStatusCode.OK), await signed.Content.ReadAsStringAsync());
        var round = (await world.Reviews.ListAsync(study.Id, default)).Single();
        var chain = await world.Audit.ReadAsync(AuditSubjects.Of(study.Id), default);
        Assert.Multiple(async () =>
        {
            Assert.That(round.Signature!.AiDisplay, Is.EqualTo("after-own-read"));
            Assert.That(round.AiViews!.Single().Impression, Is.EqualTo("A bleed."));
            Assert.That(chain.Select(entry => entry.Event.What), Does.Contain("own-read"));
            Assert.That((await ViewAsync(world, study, world.Issuer.Token("sub-second-reader", "radiologist"))).TryGetProperty("result", out _), Is.True, "signed: nothing is left to lead");
        });
    }

    [Test]
    public async Task OwnRead_OfImagesThatLateOnesJoined_IsAskedForAgain()
    {
        var (world, study) = await StudyAsync(Blind);
        await OwnReadAsync(world, study, study.Revision);
        var stored = (await world.Studies.GetAsync(study.Id, default))!;
        Assert.That(await world.Studies.ReplaceAsync(stored with { Times = stored.Times with { CompleteAt = DateTimeOffset.UtcNow.AddSeconds(1) } }, default), Is.True);
        Assert.That((await ViewAsync(world, study)).TryGetProperty("result", out _), Is.False);
    }

    [Test]
    public async Task Findings_OnDemand_AreShownOnceAskedFor()
    {
        var (world, study) = await StudyAsync(Asking);
        Assert.That((await ViewAsync(world, study)).TryGetProperty("result", out _), Is.False);
        Assert.That((await ShowAsync(world, study, study.Revision)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await ViewAsync(world, study)).TryGetProperty("result", out _), Is.True);
    }

    [Test]
    public async Task Operator_WhoReadsNothing_SeesTheResult()
    {
        var (world, study) = await StudyAsync(Blind);
        Assert.That((await ViewAsync(world, study, world.TokenOf(Role.Operator))).TryGetProperty("result", out _), Is.True);
    }

    private static async Task<(World World, Study Study)> StudyAsync(ClinicId clinic)
    {
        var world = await World.GetAsync();
        await world.Clinics.PutAsync(new Clinic(clinic, clinic == Blind ? "The blind clinic" : clinic.Value, clinic == Blind ? AiDisplay.AfterOwnRead : AiDisplay.OnDemand), null, default);
        return (world, await world.AnalysedStudyAsync(clinic));
    }

    private static async Task<JsonElement> ViewAsync(World world, Study study, string? token = null) =>
        await World.JsonOf(await world.SendAsync(AuthorizationTable.Study, $"/api/studies/{study.Id}", token ?? world.TokenOf(Role.Radiologist)));

    private static Task<HttpResponseMessage> OwnReadAsync(World world, Study study, int revision) =>
        world.SendAsync(AuthorizationTable.OwnRead, $"/api/studies/{study.Id}/own-read", world.TokenOf(Role.Radiologist), """{"impression":" A bleed. "}""", $"\"{revision}\"");

    private static Task<HttpResponseMessage> ShowAsync(World world, Study study, int revision) =>
        world.SendAsync(AuthorizationTable.ShowAi, $"/api/studies/{study.Id}/ai", world.TokenOf(Role.Radiologist), null, $"\"{revision}\"");
}

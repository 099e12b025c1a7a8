using System.Net;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Web;

namespace FirstRead.Functions.Tests.Api;

public class ReviewTests
{
    [Test]
    public async Task DecideThenSign_OfTheOneFinding_SignsTheStudyAndTakesItOffTheWorklist()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync();
        var decided = await DecideAsync(world, study, Tag(study.Revision));
        Assert.That((decided.StatusCode, decided.Headers.ETag!.Tag), Is.EqualTo((HttpStatusCode.OK, Tag(study.Revision + 1))));
        var signed = await SignAsync(world, study, decided.Headers.ETag.Tag);
        var body = await World.JsonOf(signed);
        var stored = (await world.Studies.GetAsync(study.Id, default))!;
        var view = await World.JsonOf(await world.SendAsync(AuthorizationTable.Study, $"/api/studies/{study.Id}", world.TokenOf(Role.Radiologist)));
        Assert.Multiple(async () =>
        {
            Assert.That((body.GetProperty("number").GetInt32(), body.GetProperty("signedBy").GetString()), Is.EqualTo((1, "A Radiologist")));
            Assert.That(stored.Times.SignedAt, Is.EqualTo(body.GetProperty("signedAt").GetDateTimeOffset()).Within(TimeSpan.FromMilliseconds(1)));
            Assert.That(Tag(stored.Revision), Is.EqualTo(signed.Headers.ETag!.Tag));
            Assert.That((await world.Studies.WorklistAsync(1000, default)).Select(open => open.Id), Does.Not.Contain(study.Id));
            Assert.That(view.GetProperty("review").GetProperty("decisions")[0].GetProperty("decision").GetString(), Is.EqualTo("accept"));
            Assert.That(view.GetProperty("review").GetProperty("signatures")[0].GetProperty("impression").GetString(), Is.EqualTo("Glioma."));
            Assert.That(view.GetProperty("result").GetProperty("notice").GetString(), Is.EqualTo("SIMULATED. Research use only, not for diagnosis."));
        });
    }

    [Test]
    public async Task DecideThenSign_IsAuditedInOneUnbrokenChain()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync();
        await DecideAsync(world, study, Tag(study.Revision));
        await SignAsync(world, study, Tag(study.Revision + 1));
        var chain = await world.Audit.ReadAsync(AuditSubjects.Of(study.Id), default);
        Assert.Multiple(() =>
        {
            Assert.That(chain.Select(entry => (entry.Event.Who, entry.Event.What)), Is.EqualTo(new[] { ("sub-radiologist", "decide"), ("sub-radiologist", "sign") }));
            Assert.That(chain[0].Event.Why, Is.EqualTo("accept f1 of result 1"));
            Assert.That(AuditChain.FirstBroken(chain), Is.Null);
        });
    }

    [Test]
    public async Task Decide_OnAStaleRevision_IsRefusedAndChangesNothing()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync();
        await DecideAsync(world, study, Tag(study.Revision));
        var stale = await DecideAsync(world, study, Tag(study.Revision), """{"decision":"reject"}""");
        Assert.That((stale.StatusCode, await World.CodeOf(stale)), Is.EqualTo((HttpStatusCode.PreconditionFailed, "revision-changed")));
        var rounds = await world.Reviews.ListAsync(study.Id, default);
        Assert.That(rounds.Single().Decisions.Single().Verdict, Is.EqualTo(Core.Review.Verdict.Accept));
    }

    [Test]
    public async Task Decide_ByTwentyAtOnceOnOneRevision_IsTakenFromOne()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => DecideAsync(world, study, Tag(study.Revision))));
        Assert.That(answers.CountBy(answer => answer.StatusCode), Is.EquivalentTo(new Dictionary<HttpStatusCode, int> { [HttpStatusCode.OK] = 1, [HttpStatusCode.PreconditionFailed] = 19 }));
        var chain = await world.Audit.ReadAsync(AuditSubjects.Of(study.Id), default);
        Assert.That(AuditChain.FirstBroken(chain), Is.Null);
        Assert.That(chain.Count(entry => entry.Event.What == "decide") - chain.Count(entry => entry.Event.What == "decide-not-done"), Is.EqualTo(1));
    }

    [TestCase("\"abc\"")]
    [TestCase("*")]
    [TestCase("W/\"1\"")]
    public async Task Decide_WithATagThatIsNoneOfOurs_IsRefused(string tag)
    {
        var world = await World.GetAsync();
        Assert.That((await DecideAsync(world, await world.AnalysedStudyAsync(), tag)).StatusCode, Is.EqualTo(HttpStatusCode.PreconditionFailed));
    }

    [Test]
    public async Task Decide_WithoutIfMatch_AsksForIt()
    {
        var world = await World.GetAsync();
        Assert.That(await World.CodeOf(await DecideAsync(world, await world.AnalysedStudyAsync(), null)), Is.EqualTo("if-match-required"));
    }

    [TestCase("""{"decision":"maybe"}""", "decision")]
    [TestCase("""{}""", "decision")]
    public async Task Decide_WithoutADecision_NamesIt(string body, string member)
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync();
        var errors = (await World.JsonOf(await DecideAsync(world, study, Tag(study.Revision), body))).GetProperty("errors");
        Assert.That(errors.TryGetProperty(member, out _), Is.True);
    }

    [Test]
    public async Task Decide_OfNoFinding_IsNotFound()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync();
        Assert.That((await DecideAsync(world, study, Tag(study.Revision), finding: "f9")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Sign_WithAnUndecidedFinding_IsRefused()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync(null, "f1", "f2");
        await DecideAsync(world, study, Tag(study.Revision));
        Assert.That(await World.CodeOf(await SignAsync(world, study, Tag(study.Revision + 1))), Is.EqualTo("undecided-findings"));
    }

    [Test]
    public async Task Sign_Twice_IsRefusedTheSecondTime()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync();
        await DecideAsync(world, study, Tag(study.Revision));
        await SignAsync(world, study, Tag(study.Revision + 1));
        Assert.That(await World.CodeOf(await SignAsync(world, study, Tag(study.Revision + 2))), Is.EqualTo("already-signed"));
    }

    [Test]
    public async Task Sign_OfAHeldStudy_IsRefused()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync(study => study with { Status = StudyStatus.Held });
        Assert.That(await World.CodeOf(await SignAsync(world, study, Tag(study.Revision))), Is.EqualTo("not-ready"));
    }

    [TestCase("""{}""")]
    [TestCase("""{"impression":"  "}""")]
    public async Task Sign_WithoutAnImpression_NamesIt(string body)
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync();
        var errors = (await World.JsonOf(await SignAsync(world, study, Tag(study.Revision), body))).GetProperty("errors");
        Assert.That(errors.TryGetProperty("impression", out _), Is.True);
    }

    [Test]
    public async Task Sign_AfterALateSliceReopenedTheStudy_IsTheNextRound()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync();
        await DecideAsync(world, study, Tag(study.Revision));
        await SignAsync(world, study, Tag(study.Revision + 1));
        var reopened = await world.FinishAsync(study.Id, Seeds.Result(study.Id, "f1"));
        await DecideAsync(world, reopened, Tag(reopened.Revision), """{"decision":"reject","reason":"artefact"}""");
        var signed = await World.JsonOf(await SignAsync(world, reopened, Tag(reopened.Revision + 1)));
        Assert.That(signed.GetProperty("number").GetInt32(), Is.EqualTo(2));
        Assert.That((await world.Reviews.ListAsync(study.Id, default)).Select(round => round.Signature?.ResultAttempt), Is.EqualTo(new int?[] { 1, 2 }));
    }

    private static string Tag(int revision) => $"\"{revision}\"";

    private static Task<HttpResponseMessage> DecideAsync(World world, Study study, string? ifMatch, string body = """{"decision":"accept"}""", string finding = "f1") =>
        world.SendAsync(AuthorizationTable.DecideFinding, $"/api/studies/{study.Id}/findings/{finding}", world.TokenOf(Role.Radiologist), body, ifMatch);

    private static Task<HttpResponseMessage> SignAsync(World world, Study study, string? ifMatch, string body = """{"impression":" Glioma. "}""") =>
        world.SendAsync(AuthorizationTable.Sign, $"/api/studies/{study.Id}/sign", world.TokenOf(Role.Radiologist), body, ifMatch);
}

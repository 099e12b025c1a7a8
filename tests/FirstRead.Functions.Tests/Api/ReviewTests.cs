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
        var stale = await DecideAsync(world, study, Tag(study.Revision), """{"decision":"reject","reason":"vessel"}""");
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
    [TestCase("""{"decision":"reject"}""", "reason")]
    [TestCase("""{"decision":"reject","reason":" "}""", "reason")]
    [TestCase("""{"decision":"amend"}""", "contours")]
    [TestCase("""{"decision":"accept","contours":[{"sopInstanceUid":"2.25.1004","box":[1,1,2,2]}]}""", "contours")]
    [TestCase("""{"decision":"amend","contours":[{"sopInstanceUid":"2.25.1004"}]}""", "contours[0]")]
    [TestCase("""{"decision":"amend","contours":[null]}""", "contours[0]")]
    [TestCase("""{"decision":"amend","contours":[{"sopInstanceUid":"2.25.1004","box":[2,2,1,1]}]}""", "contours[0].box")]
    [TestCase("""{"decision":"amend","contours":[{"sopInstanceUid":"2.25.1004","box":[2,2]}]}""", "contours[0].box")]
    [TestCase("""{"decision":"amend","contours":[{"sopInstanceUid":"2.25.1004","polygon":[[1],[2,2],[3,3]]}]}""", "contours[0].polygon")]
    [TestCase("""{"decision":"amend","contours":[{"sopInstanceUid":"2.25.1004","polygon":[[1,1],[5,5],[5,1],[1,5]]}]}""", "contours")]
    [TestCase("""{"decision":"amend","contours":[{"sopInstanceUid":"2.25.1","box":[1,1,2,2]}]}""", "contours")]
    [TestCase("""{"decision":"amend","contours":[{"sopInstanceUid":"2.25.1004","box":[1,1,2,1e999]}]}""", "contours")]
    public async Task Decide_WithABodyThatIsNoDecision_NamesTheMember(string body, string member)
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

    [Test]
    public async Task Amend_WithAPolygonAndABox_IsStoredAsDrawn()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync();
        var answer = await DecideAsync(world, study, Tag(study.Revision), """{"decision":"amend","contours":[{"sopInstanceUid":"2.25.1004","polygon":[[1,1],[9.1234567,1],[1,9],[1,1]]},{"sopInstanceUid":"2.25.1004","frame":1,"box":[20,20,30,40]}]}""");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
        var drawn = (await world.Reviews.ListAsync(study.Id, default)).Single().Decisions.Single().Contours!;
        Assert.Multiple(async () =>
        {
            Assert.That(drawn[0].Points, Is.EqualTo(new double[][] { [1, 1], [9.123, 1], [1, 9] }), "the repeated first point goes");
            Assert.That(drawn[1].Points, Is.EqualTo(new double[][] { [20, 20], [30, 20], [30, 40], [20, 40] }));
            Assert.That((await World.JsonOf(answer)).GetProperty("decisions")[0].GetProperty("contours").GetArrayLength(), Is.EqualTo(2));
        });
    }

    /// <summary>As large a round as may be, in the table that holds it.</summary>
    [Test]
    public async Task Amend_WithAsManyPointsAsARoundMayHave_IsStored()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync(null, "f1", "f2", "f3", "f4", "f5", "f6");
        var circle = string.Join(',', Enumerable.Range(0, 2000).Select(index => FormattableString.Invariant($"[{128 + (100 * Math.Cos(Math.PI * index / 1000)):0.000},{128 + (100 * Math.Sin(Math.PI * index / 1000)):0.000}]")));
        var body = $$"""{"decision":"amend","contours":[{"sopInstanceUid":"2.25.1004","polygon":[{{circle}}]}]}""";
        var revision = study.Revision;
        foreach (var finding in new[] { "f1", "f2", "f3", "f4", "f5" })
            Assert.That((await DecideAsync(world, study, Tag(revision++), body, finding)).StatusCode, Is.EqualTo(HttpStatusCode.OK), finding);
        Assert.That(await World.CodeOf(await DecideAsync(world, study, Tag(revision), body, "f6")), Is.EqualTo("too-much-drawn"));
    }

    [Test]
    public async Task AddFinding_ThenRemoveIt_LeavesNothing()
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync();
        var added = await AddAsync(world, study, study.Revision, """{"label":" Old bleeding ","code":{"scheme":"SCT","value":"50960005"},"contours":[{"sopInstanceUid":"2.25.1004","box":[1,1,5,5]}]}""");
        Assert.That(added.StatusCode, Is.EqualTo(HttpStatusCode.Created), await added.Content.ReadAsStringAsync());
        var own = (await World.JsonOf(added)).GetProperty("ownFindings")[0];
        Assert.That((own.GetProperty("id").GetString(), own.GetProperty("label").GetString(), own.GetProperty("code").GetProperty("meaning").GetString()), Is.EqualTo(("R1", "Old bleeding", "Bleeding")));
        var removed = await world.SendAsync(AuthorizationTable.RemoveFinding, $"/api/studies/{study.Id}/findings/R1", world.TokenOf(Role.Radiologist), null, Tag(study.Revision + 1));
        Assert.That(removed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await world.Reviews.ListAsync(study.Id, default)).Single().OwnFindings, Is.Empty);
        var chain = await world.Audit.ReadAsync(AuditSubjects.Of(study.Id), default);
        Assert.That(chain.Select(entry => (entry.Event.What, entry.Event.Why)), Is.EqualTo(new[] { ("add-finding", "R1 SCT 50960005 on result 1"), ("remove-finding", "R1") }), "and nothing that a person typed");
    }

    [TestCase("""{"code":{"scheme":"SCT","value":"50960005"},"point":{"sopInstanceUid":"2.25.1004","column":1,"row":1}}""", "label")]
    [TestCase("""{"label":"a\nb","code":{"scheme":"SCT","value":"50960005"},"point":{"sopInstanceUid":"2.25.1004","column":1,"row":1}}""", "label")]
    [TestCase("""{"label":"a\\b","code":{"scheme":"SCT","value":"50960005"},"point":{"sopInstanceUid":"2.25.1004","column":1,"row":1}}""", "label")]
    [TestCase("""{"label":"a label of fifty-seven characters is one character too long","code":{"scheme":"SCT","value":"50960005"},"point":{"sopInstanceUid":"2.25.1004","column":1,"row":1}}""", "label")]
    [TestCase("""{"label":"Mass","code":{"scheme":"SCT","value":"1"},"point":{"sopInstanceUid":"2.25.1004","column":1,"row":1}}""", "code")]
    [TestCase("""{"label":"Mass","point":{"sopInstanceUid":"2.25.1004","column":1,"row":1}}""", "code")]
    [TestCase("""{"label":"Mass","code":{"scheme":"SCT","value":"4147007"}}""", "contours")]
    [TestCase("""{"label":"Mass","code":{"scheme":"SCT","value":"4147007"},"point":{"sopInstanceUid":"2.25.1004","column":1}}""", "point")]
    [TestCase("""{"label":"Mass","code":{"scheme":"SCT","value":"4147007"},"point":{"sopInstanceUid":"2.25.1004","column":256,"row":1}}""", "point")]
    [TestCase("""{"label":"Mass","code":{"scheme":"SCT","value":"4147007"},"contours":[{"sopInstanceUid":"2.25.1004","box":[1,1,500,5]}]}""", "contours")]
    public async Task AddFinding_ThatIsNone_NamesTheMember(string body, string member)
    {
        var world = await World.GetAsync();
        var study = await world.AnalysedStudyAsync();
        var answer = await AddAsync(world, study, study.Revision, body);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await World.JsonOf(answer)).GetProperty("errors").TryGetProperty(member, out _), Is.True, await answer.Content.ReadAsStringAsync());
    }

    private static Task<HttpResponseMessage> AddAsync(World world, Study study, int revision, string body) =>
        world.SendAsync(AuthorizationTable.AddFinding, $"/api/studies/{study.Id}/findings", world.TokenOf(Role.Radiologist), body, Tag(revision));

    private static string Tag(int revision) => $"\"{revision}\"";

    private static Task<HttpResponseMessage> DecideAsync(World world, Study study, string? ifMatch, string body = """{"decision":"accept"}""", string finding = "f1") =>
        world.SendAsync(AuthorizationTable.DecideFinding, $"/api/studies/{study.Id}/findings/{finding}", world.TokenOf(Role.Radiologist), body, ifMatch);

    private static Task<HttpResponseMessage> SignAsync(World world, Study study, string? ifMatch, string body = """{"impression":" Glioma. ","notYetTold":true}""") =>
        world.SendAsync(AuthorizationTable.Sign, $"/api/studies/{study.Id}/sign", world.TokenOf(Role.Radiologist), body, ifMatch);
}

using System.Net;
using System.Text;
using System.Text.Json;
using FirstRead.Core.Access;
using FirstRead.Core.Audit;
using FirstRead.Core.Learning;
using FirstRead.Core.Review;
using FirstRead.Functions.Tests.Web;

namespace FirstRead.Functions.Tests.Learning;

/// <summary>What a learner is told, and when.</summary>
public sealed class CaseTests
{
    private const string Hit = """{"marks":[{"contours":[{"sopInstanceUid":"2.25.501","polygon":[[8,8],[16,8],[16,16],[8,16.5]]}]}]}""";

    private World world = null!;
    private string learner = "";

    [SetUp]
    public async Task GetWorld()
    {
        world = await World.GetAsync();
        learner = world.Issuer.Token($"sub-{Guid.NewGuid():N}", "resident");
        await world.Principals.PutAsync(new Principal(SubjectOf(learner), "A learner", null, []), default);
    }

    [Test]
    public async Task BeforeTheMarksAreSaved_NothingThatIsAnsweredHoldsTheAnswer()
    {
        var id = await world.ReadyCaseAsync();
        var told = new StringBuilder();
        foreach (var (row, path) in new[] { (AuthorizationTable.TeachingCases, "/api/teaching/cases"), (AuthorizationTable.TeachingCase, Path(id)), (AuthorizationTable.TeachingPixels, Path(id) + "/pixel-session"), (AuthorizationTable.LearnerProgress, "/api/teaching/progress") })
        {
            using var answer = await world.SendAsync(row, path, learner);
            Assert.That(answer.IsSuccessStatusCode, Is.True);
            told.Append(await answer.Content.ReadAsStringAsync()).Append(answer.Headers);
        }
        using var refused = await world.SendAsync(AuthorizationTable.TeachingResult, Path(id) + "/result", learner);
        told.Append(await refused.Content.ReadAsStringAsync());
        Assert.That((refused.StatusCode, await World.CodeOf(refused)), Is.EqualTo((HttpStatusCode.Conflict, "not-read")));
        Assert.That(told.ToString(), Does.Contain(id.Value).And.Not.Contain("mass").And.Not.Contain("positive").And.Not.Contain("net 1.0.0").And.Not.Contain("clinic").And.Not.Contain("seed"));
    }

    [Test]
    public async Task Marks_OnceSaved_UnlockTruthAiAndScores_AndAreNeverReplaced()
    {
        var id = await world.ReadyCaseAsync();
        var saved = await World.JsonOf(await world.SendAsync(AuthorizationTable.SaveMarks, Path(id) + "/marks", learner, Hit));
        var result = await World.JsonOf(await world.SendAsync(AuthorizationTable.TeachingResult, Path(id) + "/result", learner));
        using var again = await world.SendAsync(AuthorizationTable.SaveMarks, Path(id) + "/marks", learner, """{"noFinding":true}""");

        Assert.Multiple(() =>
        {
            Assert.That(result.ToString(), Is.EqualTo(saved.ToString()));
            Assert.That(saved.GetProperty("case").GetProperty("mode").GetString(), Is.EqualTo("blind"));
            Assert.That(saved.GetProperty("truth")[0].GetProperty("label").GetString(), Is.EqualTo("Secret mass"));
            Assert.That(saved.GetProperty("ai").GetArrayLength(), Is.EqualTo(1));
            Assert.That(saved.GetProperty("marks")[0].GetProperty("id").GetString(), Is.EqualTo("M1"));
            Assert.That(saved.GetProperty("scores").GetProperty("truth").GetProperty("found").GetInt32(), Is.EqualTo(1));
            Assert.That(saved.GetProperty("scores").GetProperty("truth").GetProperty("dice").GetDouble(), Is.InRange(0.9, 1));
            Assert.That(saved.GetProperty("scores").GetProperty("aiTruth").GetProperty("dice").GetDouble(), Is.InRange(0.7, 0.9));
            Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        });
        Assert.That(await World.CodeOf(again), Is.EqualTo("already-read"));
        Assert.That((await world.Audit.ReadAsync(AuditSubjects.Of(id), default)).Select(entry => entry.Event.What), Does.Contain(AuditActs.SaveMarks));
    }

    [Test]
    public async Task NoFinding_IsSavedAsARead_AndScoredAsOne()
    {
        var id = await world.ReadyCaseAsync();
        var saved = await World.JsonOf(await world.SendAsync(AuthorizationTable.SaveMarks, Path(id) + "/marks", learner, """{"noFinding":true}"""));
        Assert.That(saved.GetProperty("scores").GetProperty("truth").GetProperty("sensitivity").GetDouble(), Is.Zero);
        Assert.That(saved.GetProperty("marks").GetArrayLength(), Is.Zero);
    }

    [Test]
    public async Task AskingForTheAi_IsNoted_TellsOnlyTheAi_AndSetsTheReadApart()
    {
        var id = await world.ReadyCaseAsync();
        using var revealed = await world.SendAsync(AuthorizationTable.RevealAi, Path(id) + "/ai", learner);
        var body = await World.JsonOf(revealed);
        Assert.That(body.GetProperty("ai")[0].GetProperty("id").GetString(), Is.EqualTo("A1"));
        Assert.That(body.ToString(), Does.Not.Contain("\"T1\""));
        var at = body.GetProperty("revealedAt").GetDateTimeOffset();
        Assert.That((await World.JsonOf(await world.SendAsync(AuthorizationTable.RevealAi, Path(id) + "/ai", learner))).GetProperty("revealedAt").GetDateTimeOffset(), Is.EqualTo(at), "the first time counts");

        await world.SendAsync(AuthorizationTable.SaveMarks, Path(id) + "/marks", learner, Hit);
        var progress = await World.JsonOf(await world.SendAsync(AuthorizationTable.LearnerProgress, "/api/teaching/progress", learner));
        Assert.That(progress.GetProperty("reads")[0].GetProperty("mode").GetString(), Is.EqualTo("ai-on-demand"));
        Assert.That((await world.Audit.ReadAsync(AuditSubjects.Of(id), default)).Count(entry => entry.Event.What == AuditActs.RevealAi), Is.EqualTo(2));
    }

    [Test]
    public async Task AskingForTheAi_AfterSaving_LeavesTheReadBlind()
    {
        var id = await world.ReadyCaseAsync();
        await world.SendAsync(AuthorizationTable.SaveMarks, Path(id) + "/marks", learner, Hit);
        using var revealed = await world.SendAsync(AuthorizationTable.RevealAi, Path(id) + "/ai", learner);
        Assert.That(revealed.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        var list = await World.JsonOf(await world.SendAsync(AuthorizationTable.TeachingCases, "/api/teaching/cases", learner));
        Assert.That(list.GetProperty("cases").EnumerateArray().Single(one => one.GetProperty("caseId").GetString() == id.Value).GetProperty("mode").GetString(), Is.EqualTo("blind"));
    }

    [TestCase("""{}""")]
    [TestCase("""{"noFinding":true,"marks":[{"point":{"sopInstanceUid":"2.25.501","column":1,"row":1}}]}""")]
    [TestCase("""{"marks":[{"point":{"sopInstanceUid":"2.25.999","column":1,"row":1}}]}""")]
    [TestCase("""{"marks":[{"contours":[{"sopInstanceUid":"2.25.501","polygon":[[8,8],[16,8],[99,16]]}]}]}""")]
    [TestCase("""{"marks":[null]}""")]
    public async Task Marks_ThatCannotBe_AreRefusedAndTellNothing(string body)
    {
        var id = await world.ReadyCaseAsync();
        using var answer = await world.SendAsync(AuthorizationTable.SaveMarks, Path(id) + "/marks", learner, body);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("mass"));
        Assert.That(await world.Learners.GetAsync(SubjectOf(learner), id, default), Is.Null);
    }

    [Test]
    public async Task Cookies_OfACase_AreGoodForItsPicturesAlone()
    {
        var id = await world.ReadyCaseAsync();
        using var answer = await world.SendAsync(AuthorizationTable.TeachingPixels, Path(id) + "/pixel-session", learner);
        var cookies = answer.Headers.GetValues("Set-Cookie").ToArray();
        Assert.That(cookies, Has.Length.EqualTo(3).And.All.Contain($"; Path=/teaching/{id}/; ").And.All.Contain("HttpOnly").And.All.Contain("SameSite=Strict"));
        var policy = cookies.Single(cookie => cookie.StartsWith("CloudFront-Policy=", StringComparison.Ordinal)).Split('=', 2)[1].Split(';')[0];
        var statement = JsonDocument.Parse(Convert.FromBase64String(policy.Replace('-', '+').Replace('_', '=').Replace('~', '/'))).RootElement.GetProperty("Statement");
        Assert.That(statement[0].GetProperty("Resource").GetString(), Is.EqualTo($"{World.PortalUrl}/teaching/{id}/*"));
    }

    [Test]
    public async Task Case_ThatIsTakenBack_IsGoneForLearners_AndTheirScoresStay()
    {
        var id = await world.ReadyCaseAsync();
        await world.SendAsync(AuthorizationTable.SaveMarks, Path(id) + "/marks", learner, Hit);
        var study = (await world.Cases.GetAsync(id, default))!.Study;
        using var withdrawn = await world.SendAsync(AuthorizationTable.WithdrawFromTeaching, $"/api/studies/{study}/teaching", world.TokenOf(Role.Radiologist));
        Assert.That(withdrawn.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        foreach (var (row, part) in new[] { (AuthorizationTable.TeachingCase, ""), (AuthorizationTable.TeachingPixels, "/pixel-session"), (AuthorizationTable.TeachingResult, "/result"), (AuthorizationTable.RevealAi, "/ai") })
            Assert.That((await world.SendAsync(row, Path(id) + part, learner)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), part);
        Assert.That((await World.JsonOf(await world.SendAsync(AuthorizationTable.LearnerProgress, "/api/teaching/progress", learner))).GetProperty("reads").GetArrayLength(), Is.EqualTo(1));
    }

    [TestCase(Verdict.Accept, "positive", true, 201, null)]
    [TestCase(Verdict.Reject, "negative", true, 201, null)]
    [TestCase(Verdict.Accept, "positive", false, 409, "faces-may-show")]
    [TestCase(Verdict.Accept, "negative", true, 409, "finding-stands")]
    [TestCase(Verdict.Reject, "positive", true, 409, "nothing-to-find")]
    public async Task Release_OfASignedStudy_AsksWhatMustBeAsked(Verdict verdict, string includes, bool agreed, int status, string? code)
    {
        var study = await world.SignedForTeachingAsync(verdict);
        var body = $$"""{"includes":"{{includes}}","topic":"head","difficulty":"advanced","facesAgreed":{{(agreed ? "true" : "false")}}}""";
        using var answer = await world.SendAsync(AuthorizationTable.ReleaseForTeaching, $"/api/studies/{study.Id}/teaching", world.TokenOf(Role.Radiologist), body);
        Assert.That(((int)answer.StatusCode, await World.CodeOf(answer)), Is.EqualTo((status, code)));
        var audited = (await world.Audit.ReadAsync(AuditSubjects.Of(study.Id), default)).Where(entry => entry.Event.What == AuditActs.ReleaseForTeaching).ToArray();
        Assert.That(audited, Has.Length.EqualTo(status == 201 ? 1 : 0));
        if (status != 201)
            return;
        using var twice = await world.SendAsync(AuthorizationTable.ReleaseForTeaching, $"/api/studies/{study.Id}/teaching", world.TokenOf(Role.Radiologist), body);
        Assert.That(await World.CodeOf(twice), Is.EqualTo("already-released"));
        Assert.That(audited[0].Event.Why, Is.EqualTo($"round 1, {includes}, faces looked at and agreed"));
    }

    [Test]
    public async Task Release_OfAnUnsignedStudy_IsRefused()
    {
        var study = await world.AnalysedStudyAsync();
        using var answer = await world.SendAsync(AuthorizationTable.ReleaseForTeaching, $"/api/studies/{study.Id}/teaching", world.TokenOf(Role.Radiologist), """{"includes":"positive","topic":"head","difficulty":"advanced"}""");
        Assert.That(await World.CodeOf(answer), Is.EqualTo("not-signed"));
    }

    [TestCase("""{"includes":"positive","topic":"glioma","difficulty":"advanced"}""", "topic")]
    [TestCase("""{"includes":"maybe","topic":"head","difficulty":"advanced"}""", "includes")]
    [TestCase("""{"includes":"positive","topic":"head","difficulty":"easy, left temporal"}""", "difficulty")]
    public async Task Release_UnderAnotherName_IsRefused(string body, string member)
    {
        var study = await world.SignedForTeachingAsync();
        using var answer = await world.SendAsync(AuthorizationTable.ReleaseForTeaching, $"/api/studies/{study.Id}/teaching", world.TokenOf(Role.Radiologist), body);
        Assert.That((await World.JsonOf(answer)).GetProperty("errors").EnumerateObject().Single().Name, Is.EqualTo(member));
    }

    private static string Path(CaseId id) => $"/api/teaching/cases/{id}";

    private static string SubjectOf(string token)
    {
        var payload = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
        using var claims = JsonDocument.Parse(Convert.FromBase64String(payload.PadRight((payload.Length + 3) / 4 * 4, '=')));
        return claims.RootElement.GetProperty("sub").GetString()!;
    }
}

using System.Net;
using FirstRead.Core.Access;
using FirstRead.Core.Operations.Hours;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Web;
using FirstRead.Testing;
using static FirstRead.Functions.Tests.Api.Operations.OperationsRequests;

namespace FirstRead.Functions.Tests.Api.Operations;

/// <summary>The funnel, what stands still, and another try.</summary>
public sealed class WorkTests
{
    private World world = null!;

    [SetUp]
    public async Task GetWorldAsync() => world = await World.GetAsync();

    [Test]
    public async Task Replay_OfAFailedStudy_PutsItInLineOnceAndKeepsItsResult()
    {
        var study = await world.AnalysedStudyAsync(study => study with { Status = StudyStatus.Failed, Reason = "decode-failed: The pixels cannot be decoded." });

        var first = await ReplayAsync(study.Id);
        var second = await ReplayAsync(study.Id);

        Assert.That((first.StatusCode, second.StatusCode, await World.CodeOf(second)), Is.EqualTo((HttpStatusCode.NoContent, HttpStatusCode.Conflict, "not-replayable")));
        var queued = (await world.Studies.GetAsync(study.Id, default))!;
        Assert.That((queued.Status, queued.ResultAttempt, queued.Times.ReceivedAt), Is.EqualTo((StudyStatus.Queued, study.ResultAttempt, study.Times.ReceivedAt)));
        var claim = await world.Queue.TakeAsync(study.Id, "test", default);
        Assert.That(claim!.Attempt, Is.EqualTo(study.Attempt + 1), "a new attempt fences the old");
        Assert.That((await world.Audit.ReadAsync($"STUDY#{study.Id}", default)).Select(entry => entry.Event.What), Is.EqualTo(new[] { "replay" }));
    }

    [Test]
    public async Task Replay_OfASignedStudy_IsRefused()
    {
        var study = await world.AnalysedStudyAsync(study => study with { Times = study.Times with { SignedAt = Given.Now } });
        Assert.That(await World.CodeOf(await ReplayAsync(study.Id)), Is.EqualTo("already-signed"));
    }

    [Test]
    public async Task Replay_WithoutAReason_IsRefused()
    {
        var study = await world.AnalysedStudyAsync();
        var refused = await world.SendAsync(AuthorizationTable.ReplayStudy, $"/api/operations/studies/{study.Id}/replay", world.TokenOf(Role.Operator), "{}");
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Stuck_Studies_SayWhyAndWhatToDo()
    {
        var failed = await world.AnalysedStudyAsync(study => study with { Status = StudyStatus.Failed, Reason = "decode-failed: The pixels cannot be decoded." });
        var stuck = (await World.JsonOf(await world.SendAsync(AuthorizationTable.Stuck, "/api/operations/stuck", world.TokenOf(Role.Operator)))).GetProperty("stuck").EnumerateArray()
            .Single(row => row.GetProperty("study").GetProperty("studyId").GetString() == failed.Id.Value);
        Assert.That((stuck.GetProperty("code").GetString(), stuck.GetProperty("canReplay").GetBoolean()), Is.EqualTo(("analysis-failed", true)));
        Assert.That(stuck.GetProperty("why").GetString(), Does.Contain("The pixels cannot be decoded."));
        Assert.That(stuck.GetProperty("do").GetString(), Is.Not.Empty);
    }

    [Test]
    public async Task Funnel_OfAnHourSummedUp_CountsStudiesTimesAndReads()
    {
        // A day of its own, for the table is every test's.
        var clock = new FirstRead.Testing.ManualClock(new DateTimeOffset(2026, 3, 5, 12, 20, 0, TimeSpan.Zero));
        var received = clock.GetUtcNow().AddMinutes(-10);
        var seen = Given.Study() with { Id = world.NextStudyId(), Scanner = "SIEMENS Avanto", Times = new StudyTimes(received, received.AddSeconds(30)) };
        await world.Studies.TouchAsync(seen, default);
        var study = await world.FinishAsync(seen.Id, Seeds.Result(seen.Id, "f1"));
        var done = study with { Times = study.Times with { CompleteAt = received.AddSeconds(40), LaunchedAt = received.AddSeconds(50), AnalysedAt = received.AddSeconds(170), AlertedAt = null } };
        Assert.That(await world.Studies.ReplaceAsync(done, default), Is.True);

        await new SumHours(world.Operations.Hours, clock).SumAsync(default);
        await new SumHours(world.Operations.Hours, clock).SumAsync(default);

        var funnel = await GetAsync("/api/operations/funnel?from=2026-03-05&to=2026-03-05");
        Assert.That(funnel.GetProperty("studies").GetInt64(), Is.EqualTo(1), "summed twice, counted once");
        var analysed = funnel.GetProperty("stages").EnumerateArray().Single(stage => stage.GetProperty("stage").GetString() == "analysed");
        Assert.That(analysed.GetProperty("medianSeconds").GetDouble(), Is.EqualTo(130).Within(5).Percent);
        var listed = (await GetAsync("/api/operations/studies?day=2026-03-05")).GetProperty("studies").EnumerateArray().Single();
        Assert.That(listed.GetProperty("studyId").GetString(), Is.EqualTo(seen.Id.Value));
    }

    [Test]
    [NonParallelizable]
    public async Task PausedByBudget_StudyInLine_SaysSoOnTheWorklistItsPageTheQueueAndAmongWhatStandsStill()
    {
        var study = await world.AnalysedStudyAsync(study => study with { Status = StudyStatus.Failed, Reason = "x: y" });
        await ReplayAsync(study.Id);
        var before = await RowAsync(study.Id);
        // This day and the next, should the clock pass midnight here.
        var days = new[] { 0, 1 }.Select(day => DateOnly.FromDateTime(DateTime.UtcNow).AddDays(day)).ToArray();
        try
        {
            await SpendAsync(days, 3600);
            var (row, page) = (await RowAsync(study.Id), await GetAsync($"/api/studies/{study.Id}", Role.Radiologist));
            var queue = await GetAsync("/api/operations/queue");
            var stuck = (await GetAsync("/api/operations/stuck")).GetProperty("stuck").EnumerateArray().Single(each => each.GetProperty("study").GetProperty("studyId").GetString() == study.Id.Value);
            Assert.Multiple(() =>
            {
                Assert.That(row.GetProperty("reason").GetString(), Does.StartWith("paused-by-budget: ").And.EqualTo(page.GetProperty("study").GetProperty("reason").GetString()));
                Assert.That(queue.GetProperty("paused").GetBoolean(), Is.True);
                Assert.That(queue.GetProperty("taskTime").ToString(), Is.EqualTo("""{"usedMinutes":60,"capMinutes":60,"over":true,"paused":true}"""));
                Assert.That(stuck.GetProperty("code").GetString(), Is.EqualTo("paused-by-budget"));
            });
        }
        finally
        {
            await SpendAsync(days, 0);
        }
        Assert.That((await RowAsync(study.Id)).ToString(), Is.EqualTo(before.ToString()), "it goes on as it was");
    }

    [TestCase("from=yesterday")]
    [TestCase("from=2026-01-01&to=2026-03-05")]
    [TestCase("from=2026-03-06&to=2026-03-05")]
    public async Task Funnel_OfNoDays_IsRefused(string query) => Assert.That(
        (await world.SendAsync(AuthorizationTable.Funnel, $"/api/operations/funnel?{query}", world.TokenOf(Role.Operator))).StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));

    [Test]
    public async Task Uploads_OfAClinic_GroupRefusalsByReason()
    {
        var clinic = ClinicId.Parse("refused-clinic");
        var upload = await world.UploadAsync(upload => upload with { Clinic = clinic });
        var file = Given.File(upload, 1) with { State = FileState.Refused, Code = "not-dicom", Message = "The file is no DICOM." };
        Assert.That(await world.Uploads.SettleAsync(file, default), Is.True);

        var listed = (await GetAsync($"/api/operations/uploads?clinic={clinic}")).GetProperty("uploads").EnumerateArray().Single();

        var reason = listed.GetProperty("reasons").EnumerateArray().Single();
        Assert.That((reason.GetProperty("code").GetString(), reason.GetProperty("files").GetInt32()), Is.EqualTo(("not-dicom", 1)));
        Assert.That(listed.GetProperty("states").GetProperty("refused").GetInt32(), Is.EqualTo(1));
    }

    [Test]
    public async Task ReplayFailure_OfAnEvent_HandsItToItsFunctionAndIsAudited()
    {
        var failed = world.Operations.Failures.Add(function: "firstread-reconcile");
        var answer = await world.SendAsync(
            AuthorizationTable.ReplayFailure, "/api/operations/failures/replay", world.TokenOf(Role.Operator), $$"""{"key":"{{failed.Key}}","reason":"the key is back"}""");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        Assert.That(world.Operations.Functions.Calls, Has.Member(("firstread-reconcile", """{"Records":[]}""")));
        Assert.That(await world.Operations.Failures.GetAsync(failed.Key, default), Has.Property("ReplayedAt").Not.Null);
        Assert.That((await world.Audit.ReadAsync("FUNCTION#firstread-reconcile", default)).Select(entry => entry.Event.Why), Has.Member($"{failed.Key}: the key is back"));
    }

    [Test]
    public async Task ReplayFailure_OfAWebFunction_IsRefused()
    {
        var failed = world.Operations.Failures.Add(function: "firstread-api");
        var refused = await world.SendAsync(AuthorizationTable.ReplayFailure, "/api/operations/failures/replay", world.TokenOf(Role.Operator), $$"""{"key":"{{failed.Key}}","reason":"x"}""");
        Assert.That(await World.CodeOf(refused), Is.EqualTo("not-replayable"));
        Assert.That(world.Operations.Functions.Calls.Select(call => call.Function), Does.Not.Contain("firstread-api"));
    }

    [Test]
    public async Task ReplayFailure_OfAPositionInTheStream_IsRefused()
    {
        var failed = world.Operations.Failures.Add(canReplay: false);
        var refused = await world.SendAsync(AuthorizationTable.ReplayFailure, "/api/operations/failures/replay", world.TokenOf(Role.Operator), $$"""{"key":"{{failed.Key}}","reason":"mended"}""");
        Assert.That((refused.StatusCode, await World.CodeOf(refused)), Is.EqualTo((HttpStatusCode.Conflict, "not-replayable")));
    }

    private Task<HttpResponseMessage> ReplayAsync(StudyId study) =>
        world.SendAsync(AuthorizationTable.ReplayStudy, $"/api/operations/studies/{study}/replay", world.TokenOf(Role.Operator), Reason());

    private async Task<System.Text.Json.JsonElement> GetAsync(string path, Role role = Role.Operator) =>
        await World.JsonOf(await world.SendAsync(Server.Api, HttpMethod.Get, path, world.TokenOf(role)));

    private async Task<System.Text.Json.JsonElement> RowAsync(StudyId study) =>
        (await GetAsync("/api/worklist?limit=500", Role.Radiologist)).GetProperty("studies").EnumerateArray().Single(row => row.GetProperty("studyId").GetString() == study.Value);

    private async Task SpendAsync(IEnumerable<DateOnly> days, int seconds)
    {
        var (client, table) = world.StudiesTable;
        foreach (var day in days)
        {
            var (pk, sk) = StudiesTable.TaskTime(day);
            await client.PutItemAsync(table, new() { ["pk"] = new(pk), ["sk"] = new(sk), ["seconds"] = new() { N = $"{seconds}" } });
        }
    }
}

using System.Text.Json;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Aws.Tests.DynamoDb;

public sealed class WorkQueueTests
{
    private DynamoStudyStore studies = null!;
    private DynamoWorkQueue queue = null!;
    private DynamoResultStore results = null!;

    [SetUp]
    public async Task CreateTable()
    {
        var (client, table) = await DynamoDbLocal.CreateStudiesTableAsync();
        studies = new DynamoStudyStore(client, table);
        queue = new DynamoWorkQueue(client, table, TimeProvider.System);
        results = new DynamoResultStore(client, table);
    }

    [Test]
    public async Task Enqueue_StudyMovedOn_WritesNothing()
    {
        var study = await StoredAsync(1);
        await studies.TouchAsync(study with { InstanceCount = 1 }, default);

        Assert.That(await queue.EnqueueAsync(study.Queue(2, incomplete: false, Given.Now), default), Is.False);
        Assert.That(await queue.ListWaitingAsync(10, default), Is.Empty);
        Assert.That((await studies.GetAsync(study.Id, default))!.Status, Is.EqualTo(StudyStatus.Receiving));
    }

    [Test]
    public async Task Enqueue_WhileATaskHoldsTheStudy_IsRefused()
    {
        var claim = await TakenAsync(1);
        var again = (await studies.GetAsync(claim.Study, default))!.Queue(3, incomplete: false, Given.Now);

        Assert.That(await queue.EnqueueAsync(again, default), Is.False);
        Assert.That(await queue.BeatAsync(claim, default), Is.True);
    }

    [Test]
    public async Task ListWaiting_MixedPriorities_MostUrgentThenLongestWaiting()
    {
        await QueuedAsync(1);
        await QueuedAsync(2, Priority.Stat);
        await QueuedAsync(3, Priority.Urgent);

        var waiting = await queue.ListWaitingAsync(2, default);

        Assert.That(waiting.Select(work => work.Study), Is.EqualTo(new[] { Given.StudyId(2), Given.StudyId(3) }));
    }

    [Test]
    public async Task Take_TwentyTakersAtOnce_OneWins()
    {
        await QueuedAsync(1);

        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(taker => queue.TakeAsync(Given.StudyId(1), $"slot-{taker}.1", default)));

        var winner = claims.Single(claim => claim is not null)!;
        Assert.That(winner.Attempt, Is.EqualTo(1));
        Assert.That(await queue.BeatAsync(winner, default), Is.True);
        var study = (await studies.GetAsync(winner.Study, default))!;
        Assert.That((study.Status, study.Attempt), Is.EqualTo((StudyStatus.Analysing, 1)));
    }

    [Test]
    public async Task Finish_HeldClaim_StoresResultAndStudyAndRemovesWork()
    {
        var claim = await TakenAsync(1);
        var result = Given.Result(claim.Study, claim.Attempt);

        Assert.That(await queue.FinishAsync(claim, result, default), Is.True);

        var study = (await studies.GetAsync(claim.Study, default))!;
        Assert.That(
            (study.Status, study.Risk, study.HighestRisk, study.ResultAttempt, study.Simulated, study.Times.AnalysedAt),
            Is.EqualTo((StudyStatus.Analysed, Risk.High, Risk.High, 1, true, (DateTimeOffset?)result.FinishedAt)));
        Assert.That(await queue.ListWaitingAsync(10, default), Is.Empty);
        Assert.That(await queue.ListTakenAsync(default), Is.Empty);
        Assert.That(await results.GetCurrentAsync(claim.Study, default), Is.EqualTo(result).Using<AnalysisResult>(SameResult));
    }

    [Test]
    public async Task Finish_Repeated_IsTrueAndStoresOnce()
    {
        var claim = await TakenAsync(1);
        await queue.FinishAsync(claim, Given.Result(claim.Study, 1), default);

        Assert.That(await queue.FinishAsync(claim, Given.Result(claim.Study, 1, Risk.NoFinding), default), Is.True);
        Assert.That((await results.GetAsync(claim.Study, 1, default))!.Risk, Is.EqualTo(Risk.High));
    }

    [Test]
    public async Task Finish_ByAStaleClaim_IsRefusedAndTheNextOneStands()
    {
        var stale = await TakenAsync(1);
        Assert.That(await queue.ReviveAsync((await queue.ListTakenAsync(default)).Single(), default), Is.True);
        var current = (await queue.TakeAsync(stale.Study, "slot-0.2", default))!;

        Assert.That(await queue.BeatAsync(stale, default), Is.False);
        Assert.That(await queue.FinishAsync(stale, Given.Result(stale.Study, stale.Attempt), default), Is.False);
        Assert.That(await results.GetCurrentAsync(stale.Study, default), Is.Null);
        Assert.That(current.Attempt, Is.EqualTo(2));
        Assert.That(current.Work.Deaths, Is.EqualTo(1));
        Assert.That(await queue.FinishAsync(current, Given.Result(stale.Study, 2, Risk.NoFinding), default), Is.True);
    }

    [Test]
    public async Task Finish_WhileSlicesTouchTheStudy_StillStores()
    {
        var claim = await TakenAsync(1);
        var study = (await studies.GetAsync(claim.Study, default))!;
        var touches = Enumerable.Range(0, 30).Select(_ => studies.TouchAsync(study with { InstanceCount = 1 }, default));

        var finish = queue.FinishAsync(claim, Given.Result(claim.Study, 1), default);
        await Task.WhenAll([finish, .. touches]);

        Assert.That(await finish, Is.True);
        Assert.That((await studies.GetAsync(claim.Study, default))!.InstanceCount, Is.EqualTo(study.InstanceCount + 30));
    }

    [Test]
    public async Task Release_HeldClaim_WaitsAgainWithoutADeath()
    {
        var claim = await TakenAsync(1);

        await queue.ReleaseAsync(claim, default);

        Assert.That((await queue.ListWaitingAsync(1, default)).Single().Deaths, Is.Zero);
    }

    [Test]
    public async Task Revive_BeatCameSinceTheLook_LeavesTheOwner()
    {
        var claim = await TakenAsync(1);
        var seen = (await queue.ListTakenAsync(default)).Single();
        await queue.BeatAsync(claim, default);

        Assert.That(await queue.ReviveAsync(seen, default), Is.False);
        Assert.That(await queue.BeatAsync(claim, default), Is.True);
    }

    [Test]
    public async Task CountLaunch_TwoLaunchersAtOnce_OneCounts()
    {
        await QueuedAsync(1);
        var waiting = (await queue.ListWaitingAsync(1, default)).Single();

        var counted = await Task.WhenAll(queue.CountLaunchAsync(waiting, Given.Now, default), queue.CountLaunchAsync(waiting, Given.Now, default));

        Assert.That(counted.Single(work => work is not null)!.Launches, Is.EqualTo(1));
    }

    [Test]
    public async Task Enqueue_ASecondTimeInItsLife_GoesOnCountingLaunches()
    {
        await QueuedAsync(1);
        await queue.CountLaunchAsync((await queue.ListWaitingAsync(1, default)).Single(), Given.Now, default);
        var claim = (await queue.TakeAsync(Given.StudyId(1), "slot-0.1", default))!;
        await queue.FinishAsync(claim, Given.Result(claim.Study, 1), default);

        var study = (await studies.GetAsync(claim.Study, default))!;
        Assert.That(await queue.EnqueueAsync(study.Queue(3, incomplete: false, Given.Now), default), Is.True);

        Assert.That((await queue.ListWaitingAsync(1, default)).Single().Launches, Is.EqualTo(1));
    }

    private async Task<Study> StoredAsync(uint number, Priority priority = Priority.Routine)
    {
        await studies.TouchAsync(Given.Study(number) with { Priority = priority }, default);
        return (await studies.GetAsync(Given.StudyId(number), default))!;
    }

    private async Task QueuedAsync(uint number, Priority priority = Priority.Routine)
    {
        var study = await StoredAsync(number, priority);
        Assert.That(await queue.EnqueueAsync(study.Queue(2, incomplete: false, Given.Now), default), Is.True);
    }

    private async Task<Claim> TakenAsync(uint number)
    {
        await QueuedAsync(number);
        return (await queue.TakeAsync(Given.StudyId(number), "slot-0.1", default))!;
    }

    private static bool SameResult(AnalysisResult left, AnalysisResult right) => JsonElement.DeepEquals(
        JsonSerializer.SerializeToElement(left, AnalysisJson.Default.AnalysisResult),
        JsonSerializer.SerializeToElement(right, AnalysisJson.Default.AnalysisResult));
}

using FirstRead.Core.Launching;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Ingest;
using FirstRead.Testing;
using static FirstRead.Testing.Slices;

namespace FirstRead.Functions.Tests.Reconcile;

public sealed class ReconcileTests
{
    private IntakeWorld world = null!;

    [SetUp]
    public async Task CreateWorld() => world = await IntakeWorld.CreateAsync();

    [Test]
    public async Task Reconcile_SliceNeverComes_ExpiresItAfterTheDeadlineAndAnalysesTheRestMarked()
    {
        var upload = await world.PromiseAsync(1, Bytes(Slice(1)), Bytes(Slice(2)));
        await world.PutAsync(upload, 0);
        world.Clock.Advance(TimeSpan.FromMinutes(14));
        await world.ReconcileAsync();
        Assert.That((await world.StudyAsync()).Status, Is.EqualTo(StudyStatus.Receiving));

        // The deadline is rounded up, by half a minute at most.
        world.Clock.Advance(TimeSpan.FromMinutes(2));
        await world.ReconcileAsync();

        Assert.That(await world.StatesAsync(upload), Is.EqualTo(new[] { FileState.Accepted, FileState.Expired }));
        var study = await world.StudyAsync();
        Assert.That((study.Status, study.Incomplete, study.InstanceCount), Is.EqualTo((StudyStatus.Queued, true, 1)));
        Assert.That(world.Runner.Launches, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Ingest_ExpiredSliceComesAfterAll_IsAcceptedAndTheStudyAnalysedAnewWithoutTheMark()
    {
        var upload = await world.PromiseAsync(1, Bytes(Slice(1)), Bytes(Slice(2)), Bytes(Slice(3)));
        await world.PutAsync(upload, 0);
        world.Clock.Advance(TimeSpan.FromMinutes(15));
        await world.ReconcileAsync();

        await world.PutAsync(upload, 2);
        Assert.That((await world.StudyAsync()).InstanceCount, Is.EqualTo(2));
        await world.PutAsync(upload, 1);

        var study = await world.StudyAsync();
        Assert.That((study.Status, study.Incomplete, study.InstanceCount), Is.EqualTo((StudyStatus.Queued, false, 3)));
    }

    [Test]
    public async Task Reconcile_NothingEverCame_ClosesTheUploadAndRests()
    {
        var upload = await world.PromiseAsync(1, Bytes(Slice(1)));
        world.Clock.Advance(TimeSpan.FromMinutes(15));

        await world.ReconcileAsync();

        Assert.That(await world.Uploads.GetAsync(upload.Upload.Id, default), Has.Property("Open").False.And.Property("DueAt").Null);
        Assert.That(await world.Studies.WorklistAsync(10, default), Is.Empty);
    }

    [Test]
    public async Task Reconcile_LaunchWasRefused_LaunchesWhenThereIsRoom()
    {
        world.Runner.Refuses = true;
        await world.PutAllAsync(await world.PromiseAsync(1, Bytes(Slice(1))));
        Assert.That(await world.Slots.ListAsync(default), Is.Empty);

        world.Runner.Refuses = false;
        await world.ReconcileAsync();

        Assert.That(world.Runner.Launches, Has.Count.EqualTo(1));
        Assert.That((await world.Slots.ListAsync(default)).Single().TaskArn, Does.StartWith("arn:"));
    }

    [Test]
    public async Task Launch_StudiesThatOneTaskDrainsInItsStartsTime_StartsOne()
    {
        for (var study = 1; study <= 4; study++)
            await world.PutAllAsync(await world.PromiseAsync((uint)study, Bytes(Slice(1, study))));

        await world.ReconcileAsync();

        Assert.That(world.Runner.Launches, Has.Count.EqualTo(1));
        Assert.That(await world.Queue.ListWaitingAsync(9, default), Has.Count.EqualTo(4).And.All.Property("Instances").EqualTo(1));
    }

    [Test]
    public async Task Launch_TaskIsHeldUpByItsStudy_StartsAnotherForTheNext()
    {
        await TakenAsync();
        await world.PutAllAsync(await world.PromiseAsync(2, Bytes(Slice(1, 2))));
        Assert.That(world.Runner.Launches, Has.Count.EqualTo(1), "one picture takes 3 s");

        world.Clock.Advance(TimeSpan.FromSeconds(4));
        await world.Launching.LaunchAsync(default);

        Assert.That(world.Runner.Launches.Values.Last().Study, Is.EqualTo((await world.Queue.ListWaitingAsync(9, default)).Single().Study));
    }

    [Test]
    public async Task Launch_MoreStudiesThanSlots_FillsTheSlotsAndNoMore()
    {
        for (var study = 1; study <= 4; study++)
        {
            await world.PutAllAsync(await world.PromiseAsync((uint)study, Bytes(Slice(1, study))));
            // Whatever was started should have begun by now, and has not.
            world.Clock.Advance(TimeSpan.FromMinutes(2));
        }

        await world.ReconcileAsync();

        Assert.That(world.Runner.Launches, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Reconcile_TaskStopped_FreesItsSlotAndWorkAndLaunchesWithAnotherToken()
    {
        var claim = await TakenAsync();
        world.Runner.Phases[world.Runner.Phases.Keys.Single()] = TaskPhase.Ended;

        await world.ReconcileAsync();

        Assert.That(world.Runner.Launches, Has.Count.EqualTo(2));
        Assert.That(await world.Queue.BeatAsync(claim, default), Is.False);
        var slot = (await world.Slots.ListAsync(default)).Single();
        var second = (await world.Queue.TakeAsync(claim.Study, slot.Owner, default))!;
        Assert.That((second.Attempt, second.Work.Launches, second.Work.Deaths), Is.EqualTo((2, 2, 1)));
    }

    [Test]
    public async Task Reconcile_HeartbeatUnmovedOverThreeLooks_FreesTheSlot()
    {
        var claim = await TakenAsync();
        var slot = (await world.Slots.ListAsync(default)).Single();
        world.Runner.Phases[slot.TaskArn!] = TaskPhase.Running;
        await world.Slots.BeatAsync(slot, default);
        await world.Queue.BeatAsync(claim, default);

        await world.ReconcileAsync();
        await world.ReconcileAsync();
        Assert.That(await world.Slots.BeatAsync(slot, default), Is.True, "two looks");
        for (var look = 0; look < Pulse.LooksOfDeath; look++)
            await world.ReconcileAsync();

        Assert.That(await world.Slots.BeatAsync(slot, default), Is.False);
        Assert.That(await world.Queue.BeatAsync(claim, default), Is.False);
        Assert.That(world.Runner.Launches, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Reconcile_StudyKillsThreeTasks_IsGivenUpAsFailedAndStaysOnTheWorklist()
    {
        for (var death = 0; death < 3; death++)
        {
            await TakenAsync();
            world.Runner.Phases[world.Runner.Phases.Keys.Last()] = TaskPhase.Ended;
            await world.ReconcileAsync();
        }

        var study = await world.StudyAsync();
        Assert.That((study.Status, study.Attempt), Is.EqualTo((StudyStatus.Failed, 4)));
        Assert.That(study.Reason, Does.StartWith("tasks-died:"));
        Assert.That(await world.Queue.ListWaitingAsync(10, default), Is.Empty);
    }

    [Test]
    public async Task Reconcile_LateInstanceWhileATaskHoldsTheStudy_QueuesItAfterTheResult()
    {
        var claim = await TakenAsync();
        await world.PutAllAsync(await world.PromiseAsync(2, Bytes(Slice(2))));
        Assert.That((await world.StudyAsync()).Status, Is.EqualTo(StudyStatus.Analysing));

        await world.Queue.FinishAsync(claim, Given.Result(claim.Study, claim.Attempt), default);
        await world.ReconcileAsync();

        var study = await world.StudyAsync();
        Assert.That((study.Status, study.InstanceCount, study.ResultAttempt), Is.EqualTo((StudyStatus.Queued, 2, 1)));
    }

    private async Task<Claim> TakenAsync()
    {
        if (world.Runner.Launches.Count == 0)
            await world.PutAllAsync(await world.PromiseAsync(1, Bytes(Slice(1))));
        var slot = (await world.Slots.ListAsync(default)).Single();
        return (await world.Queue.TakeAsync((await world.StudyAsync()).Id, slot.Owner, default))!;
    }
}

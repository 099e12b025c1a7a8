using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Analysis;
using FirstRead.Core.Launching;
using FirstRead.Core.Studies;
using FirstRead.Inference;
using FirstRead.Inference.Running;
using FirstRead.Inference.Studies;
using FirstRead.Testing;

namespace FirstRead.Container.Tests;

/// <summary>The task's life against DynamoDB Local.</summary>
public sealed class QueueWorkerTests
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(50);

    private DynamoStudyStore _studies = null!;
    private DynamoWorkQueue _queue = null!;
    private DynamoSlotStore _slots = null!;
    private readonly ManualClock _clock = new(Given.Now);
    private Scripted _analysis = null!;

    [SetUp]
    public async Task CreateTable()
    {
        var (client, table) = await DynamoDbLocal.CreateStudiesTableAsync();
        (_studies, _queue, _slots) = (new(client, table), new(client, table, TimeProvider.System), new(client, table, 2, _clock));
        _analysis = new();
    }

    [Test]
    public async Task Run_ThreeStudiesWait_DrainsThemAndFreesTheSlot()
    {
        await QueuedAsync(1, 2, 3);
        await Worker().RunAsync(await SlotAsync(2), CancellationToken.None);
        Assert.Multiple(async () =>
        {
            Assert.That(_analysis.Seen, Is.EqualTo(new[] { Given.StudyId(2), Given.StudyId(1), Given.StudyId(3) }), "its own first, then the oldest");
            Assert.That(await _queue.ListWaitingAsync(9, default), Is.Empty);
            Assert.That(await _slots.ListAsync(default), Is.Empty);
            Assert.That((await _studies.GetAsync(Given.StudyId(3), default))!.Status, Is.EqualTo(StudyStatus.Analysed));
        });
    }

    [Test]
    public async Task Run_DaysTaskTimeSpentMeanwhile_DoesItsOwnAndTakesNoFurther()
    {
        await QueuedAsync(1, 2);
        var slot = await SlotAsync(1);
        _clock.Advance(TimeSpan.FromMinutes(10));
        await Worker(new TaskTimeCap(TimeSpan.FromMinutes(10), Stops: true)).RunAsync(slot, CancellationToken.None);
        Assert.That(_analysis.Seen, Is.EqualTo(new[] { Given.StudyId(1) }));
        Assert.That((await _queue.ListWaitingAsync(9, default)).Select(work => work.Study), Is.EqualTo(new[] { Given.StudyId(2) }), "it keeps its place");
        Assert.That(await _slots.ListAsync(default), Is.Empty);
    }

    [Test]
    public async Task Run_DaysTaskTimeSpentWhereNothingStops_DrainsTheQueue()
    {
        await QueuedAsync(1, 2);
        var slot = await SlotAsync(1);
        _clock.Advance(TimeSpan.FromMinutes(10));
        await Worker(new TaskTimeCap(TimeSpan.FromMinutes(10), Stops: false)).RunAsync(slot, CancellationToken.None);
        Assert.That(_analysis.Seen, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Run_OwnStudyTakenByAnother_TakesTheOldestWaiting()
    {
        await QueuedAsync(1, 2);
        await _queue.TakeAsync(Given.StudyId(1), "another", default);
        await Worker().RunAsync(await SlotAsync(1), CancellationToken.None);
        Assert.That(_analysis.Seen, Is.EqualTo(new[] { Given.StudyId(2) }));
    }

    [Test]
    public async Task Run_StudyFails_IsRecordedAndTheQueueMovesOn()
    {
        await QueuedAsync(1, 2);
        _analysis.Then = claim => claim.Study == Given.StudyId(1)
            ? Scripted.Result(claim) with { Outcome = AnalysisOutcome.Failed, Reason = "unreadable-object: image 2.25.1." }
            : Scripted.Result(claim);
        await Worker().RunAsync(await SlotAsync(1), CancellationToken.None);
        Assert.That((await _studies.GetAsync(Given.StudyId(1), default))!.Status, Is.EqualTo(StudyStatus.Failed));
        Assert.That((await _studies.GetAsync(Given.StudyId(2), default))!.Status, Is.EqualTo(StudyStatus.Analysed));
    }

    [Test]
    public async Task Run_StudyPutInLineWhileTheSlotIsFreed_IsNotLeftBehind()
    {
        await QueuedAsync(1);
        var slots = new AfterFreeing(_slots, async () => await QueuedAsync(2));
        var slot = await SlotAsync(1);
        await _slots.SetTaskAsync(slot, "arn:task/1", default);
        await new QueueWorker(_queue, slots, Budget(TaskTimeCap.None), Work(slots), BrightModel.Quiet).RunAsync(slot, CancellationToken.None);
        Assert.That(_analysis.Seen, Is.EqualTo(new[] { Given.StudyId(1), Given.StudyId(2) }));
        Assert.That(slots.Tasks, Is.EqualTo(new[] { "arn:task/1" }), "the slot claimed anew carries the task");
        Assert.That(await _slots.ListAsync(default), Is.Empty);
    }

    [Test]
    public async Task Run_Stopped_GivesTheClaimBack()
    {
        await QueuedAsync(1, 2);
        using var stop = new CancellationTokenSource();
        _analysis.Waits = true;
        var running = Worker().RunAsync(await SlotAsync(1), stop.Token);
        await _analysis.Started.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await stop.CancelAsync();
        await running;
        Assert.Multiple(async () =>
        {
            Assert.That((await _queue.ListWaitingAsync(9, default)).Select(work => work.Study), Is.EquivalentTo(new[] { Given.StudyId(1), Given.StudyId(2) }));
            Assert.That(await _slots.ListAsync(default), Is.Empty);
        });
    }

    [Test]
    public async Task Run_StoreAway_GivesTheClaimBackAndFreesTheSlot()
    {
        await QueuedAsync(1);
        _analysis.Then = _ => throw new StoreUnavailableException("Could not read an image", new IOException());
        var slot = await SlotAsync(1);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Worker().RunAsync(slot, CancellationToken.None));
        Assert.That(await _queue.ListWaitingAsync(9, default), Has.Count.EqualTo(1));
        Assert.That(await _slots.ListAsync(default), Is.Empty);
    }

    [Test]
    public async Task Run_OneStudyWhoseObjectCannotBeRead_DoesNotKeepTheOthersWaiting()
    {
        await QueuedAsync(1, 2, 3);
        _analysis.Then = claim => claim.Study == Given.StudyId(1) ? throw new StoreUnavailableException("Could not read an image", new IOException()) : Scripted.Result(claim);
        var slot = await SlotAsync(1);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Worker().RunAsync(slot, CancellationToken.None), "the launcher is to try again");
        Assert.That(_analysis.Seen, Is.EqualTo(new[] { Given.StudyId(1), Given.StudyId(2), Given.StudyId(3) }), "each once");
        Assert.That((await _queue.ListWaitingAsync(9, default)).Select(work => (work.Study, work.Deaths)), Is.EqualTo(new[] { (Given.StudyId(1), 0) }));
        Assert.That(await _slots.ListAsync(default), Is.Empty);
    }

    [Test]
    public async Task Run_StoreAwayAltogether_EndsAfterThree()
    {
        await QueuedAsync(1, 2, 3, 4, 5);
        _analysis.Then = _ => throw new StoreUnavailableException("Could not read an image", new IOException());
        var slot = await SlotAsync(1);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Worker().RunAsync(slot, CancellationToken.None));
        Assert.That(_analysis.Seen, Has.Count.EqualTo(StoreTrouble.MostInARow));
        Assert.That(await _queue.ListWaitingAsync(9, default), Has.Count.EqualTo(5));
    }

    [Test]
    public async Task Do_ClaimLostAndNoBeatSince_TheLateWriteIsRefused()
    {
        await QueuedAsync(1);
        var slot = await SlotAsync(1);
        var stale = (await _queue.TakeAsync(Given.StudyId(1), slot.Owner, default))!;
        var taken = (await _queue.ListTakenAsync(default)).Single();
        _analysis.Then = claim =>
        {
            _queue.ReviveAsync(taken, default).GetAwaiter().GetResult();
            return Scripted.Result(claim);
        };
        Assert.That(await new ClaimedWork(_queue, _slots, _analysis, TimeSpan.FromHours(1), TimeProvider.System).DoAsync(stale, slot, CancellationToken.None), Is.EqualTo(WorkEnd.Lost));
        Assert.That((await _studies.GetAsync(Given.StudyId(1), default))!.ResultAttempt, Is.Zero);
        Assert.That((await _queue.ListWaitingAsync(9, default)).Single().Deaths, Is.EqualTo(1));
    }

    [Test]
    public async Task Do_LargestResultThatIsRecorded_FitsIntoAnItem()
    {
        await QueuedAsync(1);
        var slot = await SlotAsync(1);
        var claim = (await _queue.TakeAsync(Given.StudyId(1), slot.Owner, default))!;
        _analysis.Then = held =>
        {
            var result = Scripted.Result(held);
            var findings = Enumerable.Range(1, 5000).Select(number => result.Findings[0] with { Id = $"F{number}", KeySopInstanceUid = $"2.25.{UInt128.MaxValue}" }).ToArray();
            return ResultBounds.Within(result with
            {
                Findings = findings,
                NotRead = [.. Enumerable.Range(0, 3000).Select(_ => new UnreadPicture($"2.25.{UInt128.MaxValue}", new string('x', 300)))],
                Shadows = [.. Enumerable.Range(0, 3).Select(_ => new ShadowResult(result.Model!, AnalysisOutcome.Analysed, null, Risk.High, findings))],
            });
        };
        Assert.That(await Work(_slots).DoAsync(claim, slot, CancellationToken.None), Is.EqualTo(WorkEnd.Finished));
    }

    [Test]
    public async Task Do_ClaimGivenToAnother_EndsTheAnalysisAndWritesNothing()
    {
        await QueuedAsync(1);
        var slot = await SlotAsync(1);
        var claim = (await _queue.TakeAsync(Given.StudyId(1), slot.Owner, default))!;
        _analysis.Waits = true;
        var working = Work(_slots).DoAsync(claim, slot, CancellationToken.None);
        await _analysis.Started.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await _queue.ReleaseAsync(claim, default);
        var other = (await _queue.TakeAsync(Given.StudyId(1), "another", default))!;
        Assert.That(await working.WaitAsync(TimeSpan.FromSeconds(30)), Is.EqualTo(WorkEnd.Lost), "the heartbeat told it");
        Assert.That(await _queue.BeatAsync(other, default), Is.True);
    }

    [Test]
    public async Task Do_LongAnalysis_HeartIsSeenToBeat()
    {
        await QueuedAsync(1);
        var slot = await SlotAsync(1);
        var claim = (await _queue.TakeAsync(Given.StudyId(1), slot.Owner, default))!;
        _analysis.Waits = true;
        using var stop = new CancellationTokenSource();
        var working = Work(_slots).DoAsync(claim, slot, stop.Token);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await _queue.ListTakenAsync(patience.Token))[0].Pulse.Beats < 2 || (await _slots.ListAsync(patience.Token))[0].Pulse.Beats < 2)
            await Task.Delay(Often, patience.Token);
        await stop.CancelAsync();
        Assert.That(await working, Is.EqualTo(WorkEnd.Stopped));
    }

    private QueueWorker Worker(TaskTimeCap? cap = null) => new(_queue, _slots, Budget(cap ?? TaskTimeCap.None), Work(_slots), BrightModel.Quiet);

    private TaskBudget Budget(TaskTimeCap cap) => new(_slots, cap, _clock);

    private ClaimedWork Work(ISlotStore slots) => new(_queue, slots, _analysis, Often, TimeProvider.System);

    private async Task<Slot> SlotAsync(uint study) => (await _slots.ClaimAsync(Given.StudyId(study), default))!;

    private async Task QueuedAsync(params uint[] numbers)
    {
        foreach (var number in numbers)
        {
            await _studies.TouchAsync(Given.Study(number), default);
            var study = (await _studies.GetAsync(Given.StudyId(number), default))!;
            Assert.That(await _queue.EnqueueAsync(study.Queue(1, incomplete: false, Given.Now.AddSeconds(number)), default), Is.True);
        }
    }

    /// <summary>Stands in for the analysis of images.</summary>
    private sealed class Scripted : IClaimedAnalysis
    {
        public List<StudyId> Seen { get; } = [];

        public Func<Claim, AnalysisResult> Then { get; set; } = Result;

        public bool Waits { get; set; }

        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public static AnalysisResult Result(Claim claim) => Given.Result(claim.Study, claim.Attempt);

        public async Task<AnalysisResult> AnalyseAsync(Claim claim, CancellationToken cancel)
        {
            Seen.Add(claim.Study);
            Started.TrySetResult();
            if (Waits)
                await Task.Delay(Timeout.Infinite, cancel);
            return Then(claim);
        }
    }

    /// <summary>The real slots, and something that happens once just after one is freed.</summary>
    private sealed class AfterFreeing(ISlotStore slots, Func<Task> happens) : ISlotStore
    {
        private bool _done;

        public List<string> Tasks { get; } = [];

        public async Task FreeAsync(Slot slot, CancellationToken cancel)
        {
            await slots.FreeAsync(slot, cancel);
            if (!_done)
                await happens();
            _done = true;
        }

        public Task SetTaskAsync(Slot slot, string taskArn, CancellationToken cancel)
        {
            Tasks.Add(taskArn);
            return slots.SetTaskAsync(slot, taskArn, cancel);
        }

        public Task<Slot?> ClaimAsync(StudyId study, CancellationToken cancel) => slots.ClaimAsync(study, cancel);

        public Task<IReadOnlyList<Slot>> ListAsync(CancellationToken cancel) => slots.ListAsync(cancel);

        public Task<TimeSpan> FreedTimeAsync(DateOnly day, CancellationToken cancel) => slots.FreedTimeAsync(day, cancel);

        public Task<bool> BeatAsync(Slot slot, CancellationToken cancel) => slots.BeatAsync(slot, cancel);

        public Task NoteAsync(Slot seen, CancellationToken cancel) => slots.NoteAsync(seen, cancel);
    }
}

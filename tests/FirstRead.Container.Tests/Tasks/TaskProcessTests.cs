using FirstRead.Core.Analysis;
using FirstRead.Core.Studies;
using FirstRead.Testing;
using static FirstRead.Container.Tests.Radiographs;

namespace FirstRead.Container.Tests.Tasks;

/// <summary>The container's own process against DynamoDB Local and our S3: how it ends, and what it leaves.</summary>
[Platform("Linux")]
public sealed class TaskProcessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private TaskWorld _world = null!;
    private TaskCompletionSource _gate = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _world = await TaskWorld.StartAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        _gate.TrySetResult();
        await _world.DisposeAsync();
    }

    [Test]
    public async Task Task_CorruptStudiesAmongGoodOnes_RecordsThemAndEndsIdle()
    {
        var good = Chest(new Spot(150, 100, 40)).File();
        await _world.QueuedAsync(1, good);
        await _world.QueuedAsync(2, Cut(Chest(new Spot(150, 100, 40)).File()));
        await _world.QueuedAsync(3, Chest(new Spot(150, 100, 40)).File());
        var task = await _world.RunAsync(Given.StudyId(2));

        var (exit, output) = await task.EndAsync();

        Assert.That(exit, Is.Zero, output);
        var broken = (await _world.Results.GetCurrentAsync(Given.StudyId(2), default))!;
        Assert.That(broken.Outcome, Is.EqualTo(AnalysisOutcome.Failed));
        Assert.That(broken.Reason, Does.StartWith("unreadable-object: "));
        foreach (var number in new uint[] { 1, 3 })
            Assert.That((await _world.Results.GetCurrentAsync(Given.StudyId(number), default))!.Outcome, Is.EqualTo(AnalysisOutcome.Analysed), output);
        await AssertNothingLeftAsync();
    }

    [Test]
    public async Task Task_Terminated_LeavesItsStudyForTheNext()
    {
        await _world.QueuedAsync(1, Chest(new Spot(150, 100, 40)).File());
        var asked = Hold();
        var task = await _world.RunAsync(Given.StudyId(1));
        await asked.WaitAsync(Patience);
        Assert.That((await _world.Queue.ListTakenAsync(default)).Single().Attempt, Is.EqualTo(1));

        task.Send(TaskProcess.Terminate);
        var (exit, output) = await task.EndAsync();

        Assert.That(exit, Is.Zero, output);
        var waiting = (await _world.Queue.ListWaitingAsync(9, default)).Single();
        Assert.That((waiting.Study, waiting.Deaths), Is.EqualTo((Given.StudyId(1), 0)));
        Assert.That(await _world.SlotStore.ListAsync(default), Is.Empty);
        _gate.SetResult();
        var (next, words) = await (await _world.RunAsync(Given.StudyId(1))).EndAsync();
        Assert.That(next, Is.Zero, words);
        Assert.That((await _world.Results.GetCurrentAsync(Given.StudyId(1), default))!.Attempt, Is.EqualTo(2));
        await AssertNothingLeftAsync();
    }

    [Test]
    public async Task Study_ThatKillsEveryTask_IsGivenUpAfterThree()
    {
        await _world.QueuedAsync(1, Chest(new Spot(150, 100, 40)).File());
        for (var death = 1; death <= 3; death++)
        {
            var asked = Hold();
            var task = await _world.RunAsync(Given.StudyId(1));
            await asked.WaitAsync(Patience);
            task.Send(TaskProcess.Kill);
            Assert.That((await task.EndAsync()).Exit, Is.EqualTo(128 + TaskProcess.Kill));
            Assert.That((await _world.Queue.ListTakenAsync(default)).Single().Attempt, Is.EqualTo(death), "nobody gave it back");
            await _world.LookAsync();
        }

        var result = (await _world.Results.GetCurrentAsync(Given.StudyId(1), default))!;
        Assert.That((result.Outcome, result.Reason), Is.EqualTo((AnalysisOutcome.Failed, "tasks-died: 3 tasks ended without a result; a person must read this study.")));
        await AssertNothingLeftAsync();
    }

    [Test]
    public async Task Task_FrozenUntilAnotherTookOver_WritesNothing()
    {
        await _world.QueuedAsync(1, Chest(new Spot(150, 100, 40)).File());
        var asked = Hold();
        var frozen = await _world.RunAsync(Given.StudyId(1));
        await asked.WaitAsync(Patience);
        await TaskWorld.UntilAsync(async () => (await _world.Queue.ListTakenAsync(default)).Single().Pulse.Beats > 0);
        frozen.Send(TaskProcess.Freeze);
        // Three looks see the same beats; one more may have been on its way.
        await TaskWorld.UntilAsync(async () => await _world.LookAsync() > 0);
        _gate.SetResult();
        var (exit, output) = await (await _world.RunAsync(Given.StudyId(1))).EndAsync();
        Assert.That(exit, Is.Zero, output);
        var (second, stored) = ((await _world.Results.GetCurrentAsync(Given.StudyId(1), default))!, await _world.Studies.GetAsync(Given.StudyId(1), default));

        frozen.Send(TaskProcess.Thaw);
        var (late, said) = await frozen.EndAsync();

        Assert.That(late, Is.Zero, said);
        Assert.That(said, Does.Contain("\"end\":\"Lost\""));
        Assert.That(second.Attempt, Is.EqualTo(2));
        Assert.That(await _world.Results.GetAsync(Given.StudyId(1), 1, default), Is.Null, "the late write was refused");
        Assert.That(await _world.Studies.GetAsync(Given.StudyId(1), default), Is.EqualTo(stored));
        await AssertNothingLeftAsync();
    }

    private async Task AssertNothingLeftAsync()
    {
        Assert.That(await _world.Queue.ListWaitingAsync(9, default), Is.Empty);
        Assert.That(await _world.Queue.ListTakenAsync(default), Is.Empty);
        Assert.That(await _world.SlotStore.ListAsync(default), Is.Empty);
    }

    /// <summary>S3 answers nobody until the gate opens; completes when the first has asked.</summary>
    private Task Hold()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = _gate;
        _world.BeforeS3 = async context =>
        {
            asked.TrySetResult();
            await gate.Task.WaitAsync(context.RequestAborted);
        };
        return asked.Task;
    }

    private static byte[] Cut(byte[] file) => file[..(file.Length / 2)];
}

using FirstRead.Core.Launching;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Ingest;
using FirstRead.Testing;
using static FirstRead.Testing.Slices;

namespace FirstRead.Functions.Tests.Reconcile;

/// <summary>The day's task time through the launcher, as Ingest and Reconcile use it.</summary>
public sealed class TaskBudgetTests
{
    private static readonly TimeSpan Cap = TimeSpan.FromMinutes(30);

    [Test]
    public async Task Launch_RunningTaskReachesTheCap_StartsNothingMore()
    {
        var world = await CappedAsync();
        await StudyAsync(world, 1);
        world.Clock.Advance(Cap - TimeSpan.FromSeconds(1));
        await StudyAsync(world, 2);
        Assert.That(world.Runner.Launches, Has.Count.EqualTo(2), "a second is left");

        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await FreeAllAsync(world);
        await StudyAsync(world, 3);

        Assert.That(world.Runner.Launches, Has.Count.EqualTo(2));
        Assert.That((await world.Launching.Budget.LookAsync(default)).Paused, Is.True);
        Assert.That(await world.Queue.ListWaitingAsync(9, default), Has.Count.EqualTo(3), "nothing left the line");
    }

    [Test]
    public async Task Reconcile_NextDayBegins_LaunchesWhatWaited()
    {
        var world = await PausedAsync();
        var midnight = new DateTimeOffset(world.Clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero).AddDays(1);
        world.Clock.Advance(midnight.AddSeconds(-1) - world.Clock.GetUtcNow());
        await world.Launching.LaunchAsync(default);
        Assert.That(world.Runner.Launches, Has.Count.EqualTo(1), "the day is not over");

        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.Launching.LaunchAsync(default);

        Assert.That(world.Runner.Launches, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Reconcile_CapIsRaised_LaunchesWhatWaited()
    {
        var world = await PausedAsync();
        var raised = new LaunchTasks(world.Queue, world.Slots, world.Runner, new TaskBudget(world.Slots, new TaskTimeCap(Cap * 2, Stops: true), world.Clock), world.Clock);

        await raised.LaunchAsync(default);

        Assert.That(world.Runner.Launches, Has.Count.EqualTo(2), "the second came this moment, and is the first's task's to drain");
    }

    [Test]
    public async Task Launch_ProfileThatOnlyTells_GoesOnAndSaysSo()
    {
        var world = await IntakeWorld.CreateAsync(cap: new TaskTimeCap(Cap, Stops: false));
        await StudyAsync(world, 1);
        world.Clock.Advance(Cap);
        await StudyAsync(world, 2);

        var use = await world.Launching.Budget.LookAsync(default);

        Assert.That((world.Runner.Launches.Count, use.Over, use.Paused), Is.EqualTo((2, true, false)));
    }

    [Test]
    public async Task Look_TaskIsKilledAtAnyMoment_NeverCountsLessThanItRan()
    {
        var burnt = true;
        for (var write = 1; burnt; write++)
        {
            var world = await CappedAsync();
            await StudyAsync(world, 1);
            world.Clock.Advance(TimeSpan.FromMinutes(4));
            world.Runner.Phases[world.Runner.Phases.Keys.Single()] = TaskPhase.Ended;
            world.Fuse.ArmBeforeWrite(write);
            try
            {
                await world.Dead.FreeAsync(default);
            }
            catch (CrashException)
            {
                // The next minute's Reconcile finds what it left.
            }
            burnt = world.Fuse.Burnt;
            world.Fuse.Disarm();
            Assert.That((await world.Launching.Budget.LookAsync(default)).Used, Is.GreaterThanOrEqualTo(TimeSpan.FromMinutes(4)), $"killed before write {write}");

            await world.Dead.FreeAsync(default);

            Assert.That((await world.Launching.Budget.LookAsync(default)).Used, Is.EqualTo(TimeSpan.FromMinutes(4)), $"and afterwards, {write}");
            Assert.That(await world.Slots.ListAsync(default), Is.Empty);
        }
    }

    [Test]
    public async Task Reconcile_TaskHangs_IsStoppedBeforeItsSlotIsFreed()
    {
        var world = await CappedAsync();
        await StudyAsync(world, 1);
        var arn = world.Runner.Phases.Keys.Single();
        world.Runner.Phases[arn] = TaskPhase.Running;

        for (var look = 0; look <= Pulse.LooksOfBirth; look++)
            await world.Dead.FreeAsync(default);

        Assert.That(world.Runner.Stopped, Is.EqualTo(new[] { arn }));
        Assert.That(await world.Slots.ListAsync(default), Is.Empty);
    }

    private static Task<IntakeWorld> CappedAsync() => IntakeWorld.CreateAsync(cap: new TaskTimeCap(Cap, Stops: true));

    /// <summary>One task has used the day up; two further studies, and the first, wait.</summary>
    private static async Task<IntakeWorld> PausedAsync()
    {
        var world = await CappedAsync();
        await StudyAsync(world, 1);
        world.Clock.Advance(Cap);
        await FreeAllAsync(world);
        await StudyAsync(world, 2);
        Assert.That(world.Runner.Launches, Has.Count.EqualTo(1));
        return world;
    }

    private static async Task StudyAsync(IntakeWorld world, uint number) =>
        await world.PutAllAsync(await world.PromiseAsync(number, Bytes(Slice(1, (int)number))));

    private static async Task FreeAllAsync(IntakeWorld world)
    {
        foreach (var slot in await world.Slots.ListAsync(default))
            await world.Slots.FreeAsync(slot, default);
    }
}

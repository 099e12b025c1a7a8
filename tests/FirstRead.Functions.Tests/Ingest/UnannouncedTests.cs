using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.Ingest;

/// <summary>The event of a file that arrived was lost: without these looks the file would end as one that never came.</summary>
public class UnannouncedTests
{
    private static readonly TimeSpan LateInTheWait = TimeSpan.FromMinutes(13);

    [Test]
    public async Task Look_FileWhoseEventWasLost_TakesItInBeforeItsUploadIsGivenUp()
    {
        var world = await IntakeWorld.CreateAsync();
        var promised = await world.PromiseAsync(1, Slices.Bytes(Slices.Slice(1)), Slices.Bytes(Slices.Slice(2)));
        await world.PutAsync(promised, 0);
        await ArriveAsync(world, promised, 1);

        world.Clock.Advance(LateInTheWait);
        var taken = await world.Unannounced.LookAsync(default);

        Assert.That(taken, Is.EqualTo(1));
        Assert.That(await world.StatesAsync(promised), Is.All.EqualTo(FileState.Accepted));
        var study = await world.StudyAsync();
        Assert.That((study.Status, study.Incomplete, study.QueuedInstances), Is.EqualTo((StudyStatus.Queued, false, 2)));
    }

    [Test]
    public async Task Look_FileThatNeverCame_LeavesItToExpire()
    {
        var world = await IntakeWorld.CreateAsync();
        var promised = await world.PromiseAsync(1, Slices.Bytes(Slices.Slice(1)), Slices.Bytes(Slices.Slice(2)));
        await world.PutAsync(promised, 0);

        world.Clock.Advance(LateInTheWait);
        Assert.That(await world.Unannounced.LookAsync(default), Is.Zero);
        world.Clock.Advance(LateInTheWait);
        await world.ReconcileAsync();

        Assert.That(await world.StatesAsync(promised), Is.EquivalentTo(new[] { FileState.Accepted, FileState.Expired }));
    }

    [Test]
    public async Task Look_FileThatArrivedAndWasGivenUpWhileNobodyLooked_TakesItInAllTheSame()
    {
        var world = await IntakeWorld.CreateAsync();
        var promised = await world.PromiseAsync(1, Slices.Bytes(Slices.Slice(1)), Slices.Bytes(Slices.Slice(2)));
        await world.PutAsync(promised, 0);
        await ArriveAsync(world, promised, 1);

        world.Clock.Advance(TimeSpan.FromMinutes(16));
        await world.Expiry.ExpireAsync(default);
        Assert.That(await world.StatesAsync(promised), Is.EquivalentTo(new[] { FileState.Accepted, FileState.Expired }));
        Assert.That((await world.UploadAsync(promised)).DueAt, Is.Not.Null, "somebody is still to look");
        Assert.That(await world.Unannounced.LookAsync(default), Is.EqualTo(1));

        Assert.That(await world.StatesAsync(promised), Is.All.EqualTo(FileState.Accepted));
        Assert.That((await world.UploadAsync(promised)).DueAt, Is.Null);
        var study = await world.StudyAsync();
        Assert.That((study.Status, study.Incomplete, study.QueuedInstances), Is.EqualTo((StudyStatus.Queued, false, 2)));
    }

    [Test]
    public async Task Look_ByAClockBehindTheOneThatClosedTheUpload_ComesToItAllTheSame()
    {
        var world = await IntakeWorld.CreateAsync();
        var promised = await world.PromiseAsync(1, Slices.Bytes(Slices.Slice(1)));
        await ArriveAsync(world, promised, 0);
        var ahead = TimeSpan.FromMinutes(10);

        // Reconcile's clock is ahead and it looks again and again; Ingest's is right.
        var taken = 0;
        world.Clock.Advance(TimeSpan.FromMinutes(6));
        for (var minute = 0; minute < 10 && taken == 0; minute++)
        {
            world.Clock.Advance(ahead);
            await world.Expiry.ExpireAsync(default);
            world.Clock.Advance(-ahead);
            taken = await world.Unannounced.LookAsync(default);
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.That(taken, Is.EqualTo(1));
        Assert.That(await world.StatesAsync(promised), Is.All.EqualTo(FileState.Accepted));
    }

    [Test]
    public async Task Look_FileThatKillsWhoeverTakesItIn_IsLeftAloneInTheEnd()
    {
        var world = await IntakeWorld.CreateAsync();
        var promised = await world.PromiseAsync(1, Slices.Bytes(Slices.Slice(1)));
        await ArriveAsync(world, promised, 0);
        world.Clock.Advance(TimeSpan.FromMinutes(16));
        await world.Expiry.ExpireAsync(default);

        for (var look = 0; look < Upload.MostLooks; look++)
        {
            // Behind the count of the look, before anything of the file.
            world.Fuse.ArmBeforeWrite(2);
            Assert.That(async () => await world.Unannounced.LookAsync(default), Throws.InstanceOf<CrashException>());
            world.Fuse.Disarm();
        }
        Assert.That(await world.Unannounced.LookAsync(default), Is.Zero);
        await world.Expiry.ExpireAsync(default);
        Assert.That((await world.UploadAsync(promised)).DueAt, Is.Null);
        Assert.That(await world.StatesAsync(promised), Is.All.EqualTo(FileState.Expired));
    }

    [Test]
    public async Task Look_EarlyInTheWait_AsksForNothing()
    {
        var world = await IntakeWorld.CreateAsync();
        var promised = await world.PromiseAsync(1, Slices.Bytes(Slices.Slice(1)));
        await ArriveAsync(world, promised, 0);

        world.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.That(await world.Unannounced.LookAsync(default), Is.Zero, "its event may still come");
    }

    private static Task ArriveAsync(IntakeWorld world, Promised promised, int index) => world.Objects.PutAsync(
        IntakeWorld.Incoming, ObjectKeys.Incoming(promised.Upload.Id, promised.Files[index].Id), promised.Contents[index], "application/dicom", default);
}

using FirstRead.Core.Intake;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Testing;
using static FirstRead.Testing.Slices;

namespace FirstRead.Functions.Tests.Ingest;

/// <summary>Uploads without a closed manifest, and uploads that their clinic takes back.</summary>
public sealed class GrowingUploadTests
{
    private const int Most = 60;
    private IntakeWorld world = null!;

    [SetUp]
    public async Task CreateWorld() => world = await IntakeWorld.CreateAsync();

    [Test]
    public async Task Grow_QuietForAMinute_ClosesAndQueuesTheStudy()
    {
        var upload = await world.PromiseAsync(1, growing: true, Bytes(Slice(1)), Bytes(Slice(2)));
        await world.PutAllAsync(upload);
        world.Clock.Advance(TimeSpan.FromSeconds(59));
        await world.ReconcileAsync();
        Assert.That(((await world.UploadAsync(upload)).State, (await world.StudyAsync()).Status), Is.EqualTo((UploadState.Growing, StudyStatus.Receiving)), "more may follow");

        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.ReconcileAsync();

        Assert.That(await world.UploadAsync(upload), Has.Property("State").EqualTo(UploadState.Closed).And.Property("DueAt").Null);
        Assert.That(await world.StudyAsync(), Has.Property("Status").EqualTo(StudyStatus.Queued).And.Property("Incomplete").False);
        Assert.That(world.Runner.Launches, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Grow_EachFileThatComes_BeginsTheMinuteAnew()
    {
        var upload = await world.PromiseAsync(1, growing: true, Bytes(Slice(1)), Bytes(Slice(2)));
        await world.PutAsync(upload, 0);
        world.Clock.Advance(TimeSpan.FromSeconds(50));
        await world.PutAsync(upload, 1);
        world.Clock.Advance(TimeSpan.FromSeconds(50));

        await world.ReconcileAsync();

        Assert.That((await world.UploadAsync(upload)).State, Is.EqualTo(UploadState.Growing));
    }

    [Test]
    public async Task Grow_QuietWhileAFileIsUnderWay_WaitsForItAsForAny()
    {
        var upload = await world.PromiseAsync(1, growing: true, Bytes(Slice(1)), Bytes(Slice(2)));
        await world.PutAsync(upload, 0);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.ReconcileAsync();
        Assert.That((await world.UploadAsync(upload)).State, Is.EqualTo(UploadState.Open), "it grows no longer");
        world.Clock.Advance(TimeSpan.FromMinutes(14));
        await world.ReconcileAsync();
        Assert.That(await world.StatesAsync(upload), Is.EqualTo(new[] { FileState.Accepted, FileState.Pending }));

        await world.PutAsync(upload, 1);

        Assert.That(((await world.UploadAsync(upload)).State, (await world.StudyAsync()).Status), Is.EqualTo((UploadState.Closed, StudyStatus.Queued)));
    }

    [Test]
    public async Task Grow_WhoAddsFilesDiedHalfway_ClosesWithWhatIsThere()
    {
        var upload = await world.PromiseAsync(1, growing: true, Bytes(Slice(1)));
        await world.PutAllAsync(upload);
        Assert.That((await world.Uploads.GrowAsync(upload.Upload.Id, 3, world.Clock.GetUtcNow().AddMinutes(1), default))!.FileCount, Is.EqualTo(4));

        for (var minute = 0; minute < 3; minute++)
        {
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            await world.ReconcileAsync();
        }

        Assert.That(await world.UploadAsync(upload), Has.Property("State").EqualTo(UploadState.Closed).And.Property("DueAt").Null);
        Assert.That((await world.StudyAsync()).Status, Is.EqualTo(StudyStatus.Queued));
        Assert.That(await world.Uploads.GrowAsync(upload.Upload.Id, 1, world.Clock.GetUtcNow(), default), Is.Null);
    }

    [Test]
    public async Task Cancel_WhatHasNotComeIsGivenUpAndWhatHasStays()
    {
        var upload = await world.PromiseAsync(1, Bytes(Slice(1)), Bytes(Slice(2)));
        await world.PutAsync(upload, 0);

        Assert.That(await world.Uploads.CancelAsync(upload.Upload.Id, world.Clock.GetUtcNow(), default), Is.True);
        await world.ReconcileAsync();

        var files = await world.Uploads.ListFilesAsync(upload.Upload.Id, default);
        Assert.That(files.Select(file => (file.State, file.Code)), Is.EqualTo(new[] { (FileState.Accepted, null), (FileState.Expired, RefusalCodes.Cancelled) }));
        Assert.That(await world.UploadAsync(upload), Has.Property("State").EqualTo(UploadState.Cancelled).And.Property("DueAt").Null);
        var study = await world.StudyAsync();
        Assert.That((study.Status, study.Incomplete, study.InstanceCount), Is.EqualTo((StudyStatus.Queued, true, 1)));
        Assert.That(await world.Uploads.CancelAsync(upload.Upload.Id, world.Clock.GetUtcNow(), default), Is.False, "a repeat");
    }

    [Test]
    public async Task Cancel_AFileComesAllTheSame_IsRefusedUnopened([Values] bool beforeReconcile)
    {
        var upload = await world.PromiseAsync(1, Bytes(Slice(1)));
        await world.Uploads.CancelAsync(upload.Upload.Id, world.Clock.GetUtcNow(), default);
        if (!beforeReconcile)
            await world.ReconcileAsync();

        var late = await world.PutAsync(upload, 0);
        await world.ReconcileAsync();

        Assert.That((late!.State, late.Code), Is.EqualTo((FileState.Refused, RefusalCodes.Cancelled)));
        Assert.That(world.Instances(), Is.Empty);
        Assert.That(world.Objects.Keys(IntakeWorld.Incoming), Has.None.StartsWith(ObjectKeys.QuarantinePrefix));
        Assert.That(await world.Studies.WorklistAsync(10, default), Is.Empty);
        Assert.That(await world.UploadAsync(upload), Has.Property("State").EqualTo(UploadState.Cancelled).And.Property("DueAt").Null);
    }

    [Test]
    public async Task Reconcile_CrashBetweenAnyTwoWrites_ClosesWhatWasQuietAndWhatWasCancelled([Values] bool cancelled)
    {
        for (var write = 1; write < Most; write++)
        {
            world = await IntakeWorld.CreateAsync();
            var upload = await world.PromiseAsync(1, growing: !cancelled, Bytes(Slice(1)), Bytes(Slice(2)));
            await world.PutAsync(upload, 0);
            if (cancelled)
                await world.Uploads.CancelAsync(upload.Upload.Id, world.Clock.GetUtcNow(), default);
            else
                await world.PutAsync(upload, 1);
            world.Clock.Advance(TimeSpan.FromMinutes(1));

            world.Fuse.ArmBeforeWrite(write);
            var died = false;
            try
            {
                await world.ReconcileAsync();
            }
            catch (CrashException)
            {
                died = true;
            }
            world.Fuse.Disarm();
            await world.ReconcileAsync();

            Assert.That(await world.UploadAsync(upload), Has.Property("Open").False.And.Property("DueAt").Null, $"death at write {write}");
            Assert.That(await world.StudyAsync(), Has.Property("Status").EqualTo(StudyStatus.Queued).And.Property("Incomplete").EqualTo(cancelled), $"death at write {write}");
            if (!died)
                return;
        }
        Assert.Fail("It never came to its end.");
    }
}

using FirstRead.Core.Studies;
using FirstRead.Testing;
using static FirstRead.Testing.Slices;

namespace FirstRead.Functions.Tests.Ingest;

/// <summary>The process dies between any two writes of any ports; the event comes again.</summary>
public sealed class CrashTests
{
    /// <summary>More calls than any run makes: the loop ends at the first run that the fuse outlives.</summary>
    private const int Most = 200;

    [Test]
    public async Task Ingest_CrashBetweenAnyTwoWrites_EndsInOneStudyAndEachInstanceOnce()
    {
        var contents = new[] { Bytes(Slice(1)), Bytes(Slice(2)), Bytes(Slice(2)) };
        var call = 1;
        for (; call < Most; call++)
        {
            var world = await IntakeWorld.CreateAsync();
            var upload = await world.PromiseAsync(1, contents);
            await world.PutAsync(upload, 0);

            world.Fuse.ArmBeforeWrite(call);
            var died = await DiesAsync(async () =>
            {
                await world.PutAsync(upload, 1);
                await world.PutAsync(upload, 2);
            });
            world.Fuse.Disarm();
            // S3 brings what failed again, and now and then what did not.
            for (var index = 2; index >= 0; index--)
                await world.PutAsync(upload, index);

            await AssertEndedWellAsync(world, upload, $"death at call {call}");
            if (!died)
                break;
        }
        Assert.That(call, Is.InRange(15, Most - 1));
    }

    [Test]
    public async Task Ingest_CrashAtTheEndAndNoRepeat_ReconcileGoesOn()
    {
        var contents = new[] { Bytes(Slice(1)), Bytes(Slice(2)) };
        for (var call = 1; call < Most; call++)
        {
            var world = await IntakeWorld.CreateAsync();
            var upload = await world.PromiseAsync(1, contents);
            await world.PutAsync(upload, 0);
            world.Fuse.ArmBeforeWrite(call);
            var died = await DiesAsync(() => world.PutAsync(upload, 1));
            world.Fuse.Disarm();

            world.Clock.Advance(TimeSpan.FromMinutes(16));
            await world.ReconcileAsync();

            var study = await world.StudyAsync();
            Assert.That(study.Status, Is.EqualTo(StudyStatus.Queued), $"death at call {call}");
            // A file whose row expired after its instance was put is in the study all the same.
            Assert.That(study.Incomplete, Is.EqualTo(study.InstanceCount < 2), $"death at call {call}");
            Assert.That(await world.Uploads.ListDueAsync(world.Clock.GetUtcNow(), 10, default), Is.Empty, $"death at call {call}");
            if (!died)
                break;
        }
    }

    [Test]
    public async Task Ingest_CrashBetweenAnyTwoWritesAndTheUploadIsTakenBack_StudiesHoldAndCountWhatWasAccepted()
    {
        for (var call = 1; call < Most; call++)
        {
            var world = await IntakeWorld.CreateAsync();
            var first = await world.PromiseAsync(1, Bytes(Slice(1)));
            await world.PutAsync(first, 0);
            // Another slice of a study that stands, and the only one of a study that does not.
            var second = await world.PromiseAsync(2, Bytes(Slice(2)), Bytes(Slice(1, study: 2)));
            world.Fuse.ArmBeforeWrite(call);
            var died = await DiesAsync(() => world.PutAllAsync(second));
            world.Fuse.Disarm();

            await world.Uploads.CancelAsync(second.Upload.Id, world.Clock.GetUtcNow(), default);
            await world.PutAllAsync(second);
            await world.ReconcileAsync();

            var accepted = (await world.Uploads.ListFilesAsync(second.Upload.Id, default)).Where(file => file.State == FileState.Accepted).Select(file => file.SopInstanceUid!).ToList();
            var taken = new List<string>();
            foreach (var id in await world.Uploads.ListStudiesAsync(second.Upload.Id, default))
                if (await world.Studies.GetAsync(id, default) is { } study)
                {
                    var held = await world.Studies.ListInstancesAsync(id, default);
                    Assert.That((study.InstanceCount, study.QueuedInstances), Is.EqualTo((held.Count, held.Count)), $"death at call {call}");
                    taken.AddRange(held.Where(instance => instance.Upload == second.Upload.Id).Select(instance => instance.SopInstanceUid));
                }
            Assert.That(accepted, Is.EquivalentTo(taken), $"death at call {call}: what is in a study is said to be in it, and nothing else");
            if (!died)
                break;
        }
    }

    private static async Task AssertEndedWellAsync(IntakeWorld world, Promised upload, string when)
    {
        var study = await world.StudyAsync();
        Assert.That((study.Status, study.Incomplete, study.InstanceCount), Is.EqualTo((StudyStatus.Queued, false, 2)), when);
        var instances = await world.Studies.ListInstancesAsync(study.Id, default);
        Assert.That(world.Instances(), Is.SupersetOf(instances.Select(instance => instance.ObjectKey)), when);
        Assert.That((await world.StatesAsync(upload)).Order(), Is.EqualTo(new[] { FileState.Accepted, FileState.Accepted, FileState.Duplicate }), when);
        Assert.That(await world.Uploads.GetAsync(upload.Upload.Id, default), Has.Property("Open").False.And.Property("DueAt").Null, when);

        // A launcher that died leaves a slot without a heartbeat: looks free it and launch anew.
        for (var look = 0; look <= Pulse.LooksOfBirth && world.Runner.Launches.Count == 0; look++)
            await world.ReconcileAsync();
        Assert.That(world.Runner.Launches, Has.Count.EqualTo(1), when);
        var claim = await world.Queue.TakeAsync(study.Id, "slot-0.1", default);
        Assert.That(await world.Queue.FinishAsync(claim!, Given.Result(study.Id, 1), default), Is.True, when);
        Assert.That(await world.Queue.ListWaitingAsync(10, default), Is.Empty, when);
    }

    private static async Task<bool> DiesAsync(Func<Task> program)
    {
        try
        {
            await program();
            return false;
        }
        catch (CrashException)
        {
            return true;
        }
    }
}

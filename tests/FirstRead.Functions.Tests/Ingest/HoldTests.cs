using FirstRead.Aws.Audit;
using FirstRead.Core.Audit;
using FirstRead.Core.Deidentification.Pixels;
using FirstRead.Core.Intake;
using FirstRead.Core.Intake.Holds;
using FirstRead.Core.Storage;
using FirstRead.Core.Studies;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Testing;
using static FirstRead.Testing.Slices;

namespace FirstRead.Functions.Tests.Ingest;

/// <summary>From hold to end: a person decides, and the copy of the original brings its event.</summary>
public sealed class HoldTests
{
    private const int Most = 200;
    private static readonly HoldRelease Clear = new(null, []);
    private IntakeWorld world = null!;
    private DynamoAuditLog audit = null!;

    [SetUp]
    public async Task CreateWorld() => (world, audit) = (await IntakeWorld.CreateAsync(), await CreateAuditAsync());

    [Test]
    public async Task Hold_ReleasedAsClear_GoesOnAndItsStudyIsAnalysed()
    {
        var upload = await HeldUploadAsync();
        Assert.That((await world.EventAsync(upload, 0))!.State, Is.EqualTo(FileState.Held), "an event before the decision");

        await DecideAsync(Release(Clear));
        await world.EventAsync(upload, 0);

        Assert.That(await world.StatesAsync(upload), Is.EqualTo(new[] { FileState.Accepted }));
        Assert.That(await world.Holds.ListAsync(10, default), Is.Empty);
        var study = await world.StudyAsync();
        Assert.That((study.Status, study.InstanceCount, study.Incomplete), Is.EqualTo((StudyStatus.Queued, 1, false)));
        Assert.That(world.Runner.Launches, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Hold_Decided_IsAuditedBeforeAnythingElseHappens()
    {
        var upload = await HeldUploadAsync();

        await DecideAsync(Release(new HoldRelease(null, [new PixelBox(0, 0, 2, 1)])));

        var entries = await audit.ReadAsync(AuditSubjects.Of(upload.Upload.Id), default);
        var entry = entries.Single().Event;
        Assert.That((entry.Who, entry.What), Is.EqualTo(("sub-operator", "release-held")));
        Assert.That(entry.Why, Is.EqualTo($"file {upload.Files[0].Id}, pixel-risk, 1 areas to blank: looked at it"));
        Assert.That(entry.When, Is.EqualTo(Given.Now));
    }

    [Test]
    public async Task Hold_AuditLogDown_DecidesNothing()
    {
        var upload = await HeldUploadAsync();
        var broken = new Fuse();
        broken.Arm(1, afterTheCall: false);
        var release = new ReleaseHeld(world.Holds, broken.Guard<IAuditLog>(audit), world.CarryOut);

        var held = await HeldAsync();
        await Assert.ThatAsync(() => release.DecideAsync(held, Release(Clear), "looked at it", default), Throws.InstanceOf<CrashException>());

        Assert.That((await HeldAsync()).Decision, Is.Null);
        Assert.That((await world.EventAsync(upload, 0))!.State, Is.EqualTo(FileState.Held));
    }

    [Test]
    public async Task Hold_Refused_EndsForGood()
    {
        var upload = await HeldUploadAsync();

        await DecideAsync(new HoldDecision(HoldVerdict.Refuse, HoldRelease.Nothing, "sub-operator", Given.Now));
        await world.EventAsync(upload, 0);

        var file = (await world.Uploads.ListFilesAsync(upload.Upload.Id, default)).Single();
        Assert.That((file.State, file.Code), Is.EqualTo((FileState.Refused, "refused-by-person")));
        Assert.That(await world.Holds.ListAsync(10, default), Is.Empty);
        Assert.That(world.Instances(), Is.Empty);
        Assert.That(world.Objects.Keys(IntakeWorld.Incoming), Does.Contain(ObjectKeys.Quarantine(file.Upload, file.Id)), "the original stays");
    }

    [Test]
    public async Task Hold_DecidedByTwoAtOnce_TheFirstStands()
    {
        await HeldUploadAsync();
        var seen = await HeldAsync();

        var first = await DecideAsync(Release(Clear), seen);
        var second = await DecideAsync(new HoldDecision(HoldVerdict.Refuse, HoldRelease.Nothing, "sub-other", Given.Now), seen);

        Assert.That((first!.By, second!.By), Is.EqualTo(("sub-operator", "sub-operator")));
        var acts = (await audit.ReadAsync(AuditSubjects.Of(seen.Upload), default)).Select(entry => entry.Event.What);
        Assert.That(acts, Is.EqualTo(new[] { "release-held", "refuse-held", "refuse-held-not-done" }));
    }

    [TestCase(PatientChoice.Same)]
    [TestCase(PatientChoice.Separate)]
    public async Task Hold_IdentityConflict_IsSettledAsThePersonSays(PatientChoice choice)
    {
        await world.PutAllAsync(await world.PromiseAsync(1, Bytes(Slice(1))));
        var known = (await world.StudyAsync()).Patient;
        var married = Slice(1, study: 2).Add(Tags.PatientName, "ROE^JANE");
        var upload = await world.PromiseAsync(2, Bytes(married));
        await world.PutAllAsync(upload);
        Assert.That((await HeldAsync()).Code, Is.EqualTo(RefusalCodes.IdentityConflict));

        await DecideAsync(Release(new HoldRelease(choice, null)));
        await world.EventAsync(upload, 0);

        var studies = await world.Studies.WorklistAsync(10, default);
        Assert.That(studies, Has.Count.EqualTo(2));
        Assert.That(studies.All(study => study.Patient == known), Is.EqualTo(choice == PatientChoice.Same));

        // The next file of the same name is held only where it was somebody else's.
        var next = await world.PromiseAsync(3, Bytes(Slice(1, study: 3).Add(Tags.PatientName, "ROE^JANE")));
        await world.PutAllAsync(next);
        Assert.That((await world.StatesAsync(next)).Single(), Is.EqualTo(choice == PatientChoice.Same ? FileState.Accepted : FileState.Held));
    }

    [Test]
    public async Task Hold_ForTwoReasons_AsksForEachAndForgetsNeither()
    {
        await world.PutAllAsync(await world.PromiseAsync(1, Bytes(Slice(1))));
        var upload = await world.PromiseAsync(2, Bytes(Screen(study: 2).Add(Tags.PatientName, "ROE^JANE")));
        await world.PutAllAsync(upload);

        await DecideAsync(Release(new HoldRelease(PatientChoice.Same, null)));
        await world.EventAsync(upload, 0);
        Assert.That((await HeldAsync()).Code, Is.EqualTo(RefusalCodes.PixelRisk));
        await DecideAsync(Release(Clear));
        await world.EventAsync(upload, 0);

        Assert.That(await world.StatesAsync(upload), Is.EqualTo(new[] { FileState.Accepted }));
        Assert.That(await world.Holds.ListAsync(10, default), Is.Empty);
    }

    [Test]
    public async Task Hold_CrashBetweenAnyTwoWritesOfARelease_EndsAcceptedOnce()
    {
        var call = 1;
        for (; call < Most; call++)
        {
            world = await IntakeWorld.CreateAsync();
            var upload = await HeldUploadAsync();
            await DecideAsync(Release(Clear));

            world.Fuse.ArmBeforeWrite(call);
            var died = false;
            try
            {
                await world.EventAsync(upload, 0);
            }
            catch (CrashException)
            {
                died = true;
            }
            world.Fuse.Disarm();
            await world.EventAsync(upload, 0);

            Assert.That(await world.StatesAsync(upload), Is.EqualTo(new[] { FileState.Accepted }), $"death at call {call}");
            Assert.That(await world.Holds.ListAsync(10, default), Is.Empty, $"death at call {call}");
            Assert.That((await world.StudyAsync()).Status, Is.EqualTo(StudyStatus.Queued), $"death at call {call}");
            if (!died)
                break;
        }
        Assert.That(call, Is.InRange(7, Most - 1));
    }

    [Test]
    public async Task Hold_WhoseDeciderDied_IsTakenUpAfterThePatienceAndNotAtOnceAgain()
    {
        var upload = await HeldUploadAsync();
        world.Objects.Objects.TryGetValue($"{IntakeWorld.Incoming}/{ObjectKeys.Quarantine(upload.Upload.Id, upload.Files[0].Id)}", out var original);
        await world.Objects.DeleteAsync(IntakeWorld.Incoming, ObjectKeys.Incoming(upload.Upload.Id, upload.Files[0].Id), default);
        Assert.That(await world.Holds.DecideAsync(await HeldAsync(), Release(Clear), default), Is.True, "and there the process dies");

        world.Clock.Advance(TimeSpan.FromMinutes(14));
        Assert.That(await world.Resuming.ResumeAsync(default), Is.Zero, "it may still be at work");
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await world.Resuming.ResumeAsync(default), Is.EqualTo(1));
        Assert.That(await world.Resuming.ResumeAsync(default), Is.Zero, "a minute's next look");

        Assert.That(world.Objects.Objects[$"{IntakeWorld.Incoming}/{ObjectKeys.Incoming(upload.Upload.Id, upload.Files[0].Id)}"], Is.EqualTo(original));
        world.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.That(await world.Resuming.ResumeAsync(default), Is.EqualTo(1), "the copy's event was lost");
        await world.EventAsync(upload, 0);
        Assert.That(await world.StatesAsync(upload), Is.EqualTo(new[] { FileState.Accepted }));
        world.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.That(await world.Resuming.ResumeAsync(default), Is.Zero);
    }

    [Test]
    public async Task Hold_ThatNoLookBringsToItsEnd_IsLeftToAPersonAfterADay()
    {
        await HeldUploadAsync();
        await world.Holds.DecideAsync(await HeldAsync(), Release(Clear), default);
        world.Clock.Advance(TimeSpan.FromHours(25));
        Assert.That(await world.Resuming.ResumeAsync(default), Is.Zero);
        Assert.That((await HeldAsync()).Decision, Is.Not.Null, "it stays on the list");
    }

    [Test]
    public async Task Hold_CrashBetweenAnyTwoWritesOfADecision_EndsAsDecidedOrStaysUndecided([Values] HoldVerdict verdict)
    {
        var call = 1;
        for (; call < Most; call++)
        {
            (world, audit) = (await IntakeWorld.CreateAsync(), await CreateAuditAsync());
            var upload = await HeldUploadAsync();
            var seen = await HeldAsync();
            var decision = new HoldDecision(verdict, verdict == HoldVerdict.Release ? Clear : HoldRelease.Nothing, "sub-operator", Given.Now);
            world.Fuse.ArmBeforeWrite(call);
            var died = false;
            try
            {
                await DecideAsync(decision, seen);
            }
            catch (CrashException)
            {
                died = true;
            }
            world.Fuse.Disarm();
            var written = await world.Holds.GetAsync(seen.Upload, seen.File, default) is not { Decision: null };

            world.Clock.Advance(TimeSpan.FromMinutes(16));
            await world.Resuming.ResumeAsync(default);
            await world.EventAsync(upload, 0);

            var end = !written ? FileState.Held : verdict == HoldVerdict.Release ? FileState.Accepted : FileState.Refused;
            Assert.That(await world.StatesAsync(upload), Is.EqualTo(new[] { end }), $"death at call {call}");
            Assert.That(await world.Holds.ListAsync(10, default), Has.Count.EqualTo(written ? 0 : 1), $"death at call {call}");
            Assert.That(!written || (await audit.ReadAsync(AuditSubjects.Of(seen.Upload), default)).Count == 1, Is.True, $"death at call {call}: nothing is decided that is not in the log");
            if (!died)
                break;
        }
        Assert.That(call, Is.InRange(3, Most - 1));
    }

    private static DicomDataset Screen(int study = 1) => Slice(1, study).Add(Tags.ImageType, "DERIVED", "SECONDARY", "SCREEN SAVE").Add(Tags.BurnedInAnnotation, "YES");

    private static HoldDecision Release(HoldRelease allows) => new(HoldVerdict.Release, allows, "sub-operator", Given.Now);

    private async Task<Promised> HeldUploadAsync()
    {
        var upload = await world.PromiseAsync(1, Bytes(Screen()));
        await world.PutAllAsync(upload);
        Assert.That((await HeldAsync()).Code, Is.EqualTo(RefusalCodes.PixelRisk));
        return upload;
    }

    private async Task<HeldFile> HeldAsync() => (await world.Holds.ListAsync(10, default)).Single();

    private async Task<HoldDecision?> DecideAsync(HoldDecision decision, HeldFile? seen = null)
    {
        var release = new ReleaseHeld(world.Fuse.Guard<IHoldStore>(world.Holds), world.Fuse.Guard<IAuditLog>(audit), world.CarryOut);
        return await release.DecideAsync(seen ?? await HeldAsync(), decision, "looked at it", default);
    }

    private static async Task<DynamoAuditLog> CreateAuditAsync()
    {
        var (client, table) = await DynamoDbLocal.CreateAuditTableAsync();
        return new DynamoAuditLog(client, table);
    }
}

using System.Collections.Concurrent;
using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Retention;
using FirstRead.Core.Studies;
using FirstRead.Functions.Tests.Ingest;
using FirstRead.Testing;
using static FirstRead.Testing.Slices;

namespace FirstRead.Functions.Tests.Reconcile;

/// <summary>Originals go only where their study was signed, and only after the time that the settings say.</summary>
public sealed class MarkOriginalsTests
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly RememberedTags tags = new();
    private IntakeWorld world = null!;

    [SetUp]
    public async Task CreateWorld()
    {
        world = await IntakeWorld.CreateAsync();
        tags.Marked.Clear();
    }

    [Test]
    public async Task Mark_StudySignedLongEnoughAgo_MarksItsOriginalsAndARepeatedOneAndNothingElse()
    {
        var (signed, open) = (await StudyAsync(1, Bytes(Slice(1, 1)), Bytes(Slice(1, 1)), "no DICOM"u8.ToArray()), await StudyAsync(2, Bytes(Slice(1, 2))));
        await SignAsync(signed.Study);
        world.Clock.Advance(Kept + TimeSpan.FromDays(1));

        Assert.That(await Marking().MarkAsync(default), Is.EqualTo(2));

        Assert.That(tags.Marked, Is.EquivalentTo(new[] { signed.Files[0], signed.Files[1] }), $"the third was refused, and study {open.Study} is unsigned");
    }

    [Test]
    public async Task Mark_BeforeTheTime_MarksNothing()
    {
        await SignAsync((await StudyAsync(1, Bytes(Slice(1)))).Study);
        world.Clock.Advance(Kept);
        Assert.That(await Marking().MarkAsync(default), Is.Zero);

        world.Clock.Advance(TimeSpan.FromDays(1));

        Assert.That(await Marking().MarkAsync(default), Is.EqualTo(1));
        Assert.That(await Marking().MarkAsync(default), Is.Zero, "that day is seen to");
    }

    [Test]
    public async Task Mark_StudyOpenAgainSinceItsSignature_WaitsForTheNextSignature()
    {
        var study = (await StudyAsync(1, Bytes(Slice(1)))).Study;
        await SignAsync(study);
        await ChangeAsync(study, signedAt: null);
        world.Clock.Advance(Kept + TimeSpan.FromDays(1));
        Assert.That(await Marking().MarkAsync(default), Is.Zero);

        await SignAsync(study);
        Assert.That(await Marking().MarkAsync(default), Is.Zero, "signed anew, it stays anew");
        world.Clock.Advance(Kept + TimeSpan.FromDays(1));

        Assert.That(await Marking().MarkAsync(default), Is.EqualTo(1));
    }

    [Test]
    public async Task Mark_KilledAtAnyCall_MarksAllOfThemAtTheNextLook()
    {
        var studies = new[] { await StudyAsync(1, Bytes(Slice(1, 1))), await StudyAsync(2, Bytes(Slice(1, 2))) };
        foreach (var study in studies)
            await SignAsync(study.Study);
        world.Clock.Advance(Kept + TimeSpan.FromDays(1));
        // The days before are seen to.
        await new DynamoRetentionStore(world.Client, world.StudiesTable).PutPlaceAsync(new RetentionPlace(DateOnly.FromDateTime(Given.Now.UtcDateTime).AddDays(-1), null), default);
        var burnt = true;
        for (var call = 1; burnt; call++)
        {
            var place = await new DynamoRetentionStore(world.Client, world.StudiesTable).GetPlaceAsync(default);
            tags.Marked.Clear();
            world.Fuse.ArmBeforeWrite(call);
            try
            {
                await Marking().MarkAsync(default);
            }
            catch (Exception crash) when (crash is CrashException or AggregateException)
            {
                // The next minute goes on.
            }
            burnt = world.Fuse.Burnt;
            world.Fuse.Disarm();
            await Marking().MarkAsync(default);
            Assert.That(tags.Marked.Distinct(), Is.EquivalentTo(studies.Select(study => study.Files[0])), $"killed before call {call}");
            await new DynamoRetentionStore(world.Client, world.StudiesTable).PutPlaceAsync(place!, default);
        }
    }

    private MarkOriginals Marking() => new(
        world.Fuse.Guard<IRetentionStore>(new DynamoRetentionStore(world.Client, world.StudiesTable)), world.Studies, world.Uploads, world.Fuse.Guard<IOriginalTags>(tags), Kept, world.Clock);

    private async Task<(StudyId Study, FileId[] Files)> StudyAsync(uint number, params byte[][] contents)
    {
        var upload = await world.PromiseAsync(number, contents);
        await world.PutAllAsync(upload);
        return ((await world.Uploads.ListStudiesAsync(upload.Upload.Id, default)).Single(), [.. upload.Files.Select(file => file.Id)]);
    }

    private Task SignAsync(StudyId study) => ChangeAsync(study, world.Clock.GetUtcNow());

    private async Task ChangeAsync(StudyId id, DateTimeOffset? signedAt)
    {
        var study = (await world.Studies.GetAsync(id, default))!;
        Assert.That(await world.Studies.ReplaceAsync(study with { Status = StudyStatus.Analysed, Times = study.Times with { SignedAt = signedAt } }, default), Is.True);
    }

    private sealed class RememberedTags : IOriginalTags
    {
        public ConcurrentQueue<FileId> Marked { get; } = [];

        public Task MarkAsync(UploadId upload, FileId file, CancellationToken cancel)
        {
            Marked.Enqueue(file);
            return Task.CompletedTask;
        }
    }
}

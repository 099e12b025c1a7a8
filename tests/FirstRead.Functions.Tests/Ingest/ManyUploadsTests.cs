using FirstRead.Core.Intake.Holds;
using FirstRead.Core.Studies;
using FirstRead.Core.Studies.Geometry;
using FirstRead.Dicom;
using FirstRead.Testing;
using static FirstRead.Testing.Slices;

namespace FirstRead.Functions.Tests.Ingest;

/// <summary>Studies and uploads in every number, and what was lost once and came another way.</summary>
public sealed class ManyUploadsTests
{
    private IntakeWorld world = null!;

    [SetUp]
    public async Task CreateWorld() => world = await IntakeWorld.CreateAsync();

    [Test]
    public async Task Ingest_SeveralStudiesInOneUpload_AreQueuedEachWithItsOwn()
    {
        var upload = await world.PromiseAsync(1, Bytes(Slice(1, study: 1)), Bytes(Slice(1, study: 2)), Bytes(Slice(2, study: 2)));

        await world.PutAllAsync(upload);

        Assert.That((await world.Studies.WorklistAsync(10, default)).Select(study => (study.Status, study.InstanceCount, study.Incomplete)),
            Is.EquivalentTo(new[] { (StudyStatus.Queued, 1, false), (StudyStatus.Queued, 2, false) }));
        Assert.That(world.Runner.Launches, Has.Count.EqualTo(1), "its task drains the other within its start's time");
    }

    [Test]
    public async Task Ingest_OneStudyOverTwoUploads_WaitsForBothAndIsQueuedOnce()
    {
        var first = await world.PromiseAsync(1, Bytes(Slice(1)), Bytes(Slice(2)));
        var second = await world.PromiseAsync(2, Bytes(Slice(3)), Bytes(Slice(4)));

        await world.PutAsync(second, 0);
        await world.PutAllAsync(first);
        Assert.That((await world.StudyAsync()).Status, Is.EqualTo(StudyStatus.Receiving));
        await world.PutAsync(second, 1);

        var study = await world.StudyAsync();
        Assert.That((study.Status, study.InstanceCount, study.Incomplete, study.QueuedInstances), Is.EqualTo((StudyStatus.Queued, 4, false, 4)));
        Assert.That(world.Runner.Launches, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Ingest_SeveralSeries_AreOneStudyAndAGapInOneOfThemMarksIt()
    {
        byte[] OfSeries(int series, int number) => Bytes(Slice(number).Add(Tags.SeriesInstanceUID, $"1.2.3.1.{series}").Add(Tags.SOPInstanceUID, $"1.2.3.1.{series}.{number}"));
        var upload = await world.PromiseAsync(1, [.. new[] { 1, 2, 3, 4, 5 }.Select(number => OfSeries(1, number)), .. new[] { 1, 2, 3, 5, 6 }.Select(number => OfSeries(2, number))]);

        await world.PutAllAsync(upload);
        var study = await world.StudyAsync();
        Assert.That((study.InstanceCount, study.Incomplete, study.Missing), Is.EqualTo((10, true, "slice-gap: two neighbours of a series of 5 slices stand 10 mm apart, others 5 mm")));

        await world.PutAllAsync(await world.PromiseAsync(2, OfSeries(2, 4)));
        study = await world.StudyAsync();
        Assert.That((study.InstanceCount, study.Incomplete, study.Missing), Is.EqualTo((11, false, (string?)null)));
    }

    [Test]
    public async Task Ingest_HeaderDeclaresMoreThanCame_MarksTheStudyUntilTheLastSliceComes()
    {
        byte[] Of(int number) => Bytes(Slice(number).Add(Tags.ImagesInAcquisition, 3));
        await world.PutAllAsync(await world.PromiseAsync(1, Of(1), Of(2)));
        Assert.That((await world.StudyAsync()).Missing, Is.EqualTo("fewer-than-declared: a series has 2 images, and its headers say 3"));

        await world.PutAllAsync(await world.PromiseAsync(2, Of(3)));

        Assert.That(await world.StudyAsync(), Has.Property("Incomplete").False.And.Property("Missing").Null.And.Property("Status").EqualTo(StudyStatus.Queued));
    }

    [Test]
    public async Task Ingest_ExpiredSliceComesInAnotherUpload_TheStudyIsWholeAgain()
    {
        var first = await world.PromiseAsync(1, Bytes(Slice(1)), Bytes(Slice(2)));
        await world.PutAsync(first, 0);
        world.Clock.Advance(TimeSpan.FromMinutes(16));
        await world.ReconcileAsync();
        Assert.That((await world.StudyAsync()).Missing, Does.StartWith($"{Shortfall.FilesLost}: 1 "));

        await world.PutAllAsync(await world.PromiseAsync(2, Bytes(Slice(2))));

        var study = await world.StudyAsync();
        Assert.That((study.Status, study.InstanceCount, study.Incomplete, study.Missing), Is.EqualTo((StudyStatus.Queued, 2, false, (string?)null)));
        Assert.That(await world.StatesAsync(first), Does.Contain(FileState.Expired), "what became of it in its own upload stays");
    }

    [Test]
    public async Task Ingest_TruncatedSliceIsSentWhole_TheStudyIsWholeAgain()
    {
        var whole = Bytes(Slice(2));
        await world.PutAllAsync(await world.PromiseAsync(1, Bytes(Slice(1)), whole[..^3]));
        Assert.That((await world.StudyAsync()).Incomplete, Is.True);

        await world.PutAllAsync(await world.PromiseAsync(2, whole));

        Assert.That((await world.StudyAsync()).Incomplete, Is.False);
    }

    [Test]
    public async Task Ingest_LostSliceOfOneStudyComesLater_TheOtherStudyOfThatUploadIsWholeAgainToo()
    {
        var first = await world.PromiseAsync(1, Bytes(Slice(1, study: 1)), Bytes(Slice(1, study: 2)), Bytes(Slice(2, study: 1)));
        await world.PutAsync(first, 0);
        await world.PutAsync(first, 1);
        world.Clock.Advance(TimeSpan.FromMinutes(16));
        await world.ReconcileAsync();
        Assert.That(await world.Studies.WorklistAsync(10, default), Has.All.Property("Incomplete").True, "nobody knows whose it was");

        await world.PutAllAsync(await world.PromiseAsync(2, Bytes(Slice(2, study: 1))));

        Assert.That(await world.Studies.WorklistAsync(10, default), Has.All.Property("Incomplete").False.And.Exactly(2).Items);
    }

    [Test]
    public async Task Hold_EveryFileRefused_TheStudySaysThatNothingWaitsAnyMore()
    {
        var upload = await world.PromiseAsync(1, Bytes(Slice(1).Add(Tags.BurnedInAnnotation, "YES").Add(Tags.ImageType, "DERIVED", "SECONDARY", "SCREEN SAVE")));
        await world.PutAllAsync(upload);
        Assert.That((await world.StudyAsync()).Reason, Is.EqualTo(StudyChanges.HoldReason(waits: true)));
        var held = (await world.Holds.ListAsync(10, default)).Single();
        var decision = new HoldDecision(HoldVerdict.Refuse, HoldRelease.Nothing, "sub-operator", world.Clock.GetUtcNow());
        await world.Holds.DecideAsync(held, decision, default);

        await world.CarryOut.CarryOutAsync(held with { Decision = decision }, decision, default);
        await world.ReconcileAsync();

        var study = await world.StudyAsync();
        Assert.That((study.Status, study.Reason), Is.EqualTo((StudyStatus.Held, StudyChanges.HoldReason(waits: false))));
        Assert.That((await world.UploadAsync(upload)).DueAt, Is.Null);
    }
}

using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Aws.Tests.DynamoDb;

public sealed class StudyStoreTests
{
    private DynamoStudyStore store = null!;

    [SetUp]
    public async Task CreateTable()
    {
        var (client, table) = await DynamoDbLocal.CreateStudiesTableAsync();
        store = new DynamoStudyStore(client, table);
    }

    [Test]
    public async Task Touch_FirstInstance_CreatesTheStudyAsGiven()
    {
        await store.TouchAsync(Given.Study(), default);

        Assert.That(await store.GetAsync(Given.StudyId(), default), Is.EqualTo(Given.Study()));
    }

    [Test]
    public async Task Touch_ManySlicesAtOnce_CountsEachOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => store.TouchAsync(Given.Study(), default)));

        var study = (await store.GetAsync(Given.StudyId(), default))!;
        Assert.That((study.InstanceCount, study.Revision), Is.EqualTo((40, 40)));
    }

    [Test]
    public async Task Touch_StandingStudy_GrowsAndLosesNothing()
    {
        var first = Given.Study() with { Modality = null, CleanedQuestion = "headache" };
        await store.TouchAsync(first, default);
        await store.TouchAsync(Given.Study() with { Priority = Priority.Stat, Simulated = true, Modality = "MR", CleanedQuestion = "other" }, default);
        await store.TouchAsync(Given.Study() with { Priority = Priority.Urgent, Simulated = false, Modality = "CT", InstanceCount = 0 }, default);

        var study = (await store.GetAsync(Given.StudyId(), default))!;
        Assert.That(
            (study.Priority, study.Simulated, study.Modality, study.CleanedQuestion, study.InstanceCount),
            Is.EqualTo((Priority.Stat, true, "MR", "headache", 2)));
    }

    [Test]
    public async Task Touch_AnotherPatient_IsRefusedAndChangesNothing()
    {
        await store.TouchAsync(Given.Study(), default);

        Assert.That(await store.TouchAsync(Given.Study() with { Patient = PatientToken.From(99) }, default), Is.False);
        Assert.That(await store.GetAsync(Given.StudyId(), default), Is.EqualTo(Given.Study()));
    }

    [Test]
    public async Task PutInstance_SameUidOtherFile_ReturnsTheFirstAndKeepsIt()
    {
        var first = Given.Instance(1, Given.StudyId(), UploadId.From(1));
        var second = first with { Sha256 = new string('c', 64), ObjectKey = "other" };

        Assert.That((await store.PutInstanceAsync(first, default)).ObjectKey, Is.EqualTo(first.ObjectKey));
        Assert.That((await store.PutInstanceAsync(second, default)).Sha256, Is.EqualTo(first.Sha256));
        Assert.That((await store.ListInstancesAsync(Given.StudyId(), default)).Single().ObjectKey, Is.EqualTo(first.ObjectKey));
    }

    [Test]
    public async Task ListInstances_EveryField_ComesBack()
    {
        var instance = Given.Instance(1, Given.StudyId(), UploadId.From(1)) with { ImagePosition = [1e300, -0.1, 3], InstanceNumber = null };
        await store.PutInstanceAsync(instance, default);

        var read = (await store.ListInstancesAsync(Given.StudyId(), default)).Single();

        Assert.That(read.ImagePosition, Is.EqualTo(instance.ImagePosition));
        Assert.That(read.ImageOrientation, Is.EqualTo(instance.ImageOrientation));
        Assert.That(read with { ImagePosition = null, ImageOrientation = null }, Is.EqualTo(instance with { ImagePosition = null, ImageOrientation = null }));
    }

    [Test]
    public async Task Replace_SameRevisionTwice_OnlyTheFirstIsWritten()
    {
        await store.TouchAsync(Given.Study(), default);
        var study = (await store.GetAsync(Given.StudyId(), default))!;

        Assert.That(await store.ReplaceAsync(study with { Reason = "first" }, default), Is.True);
        Assert.That(await store.ReplaceAsync(study with { Reason = "second" }, default), Is.False);
        Assert.That((await store.GetAsync(Given.StudyId(), default))!, Is.EqualTo(study with { Reason = "first", Revision = 2 }));
    }

    [Test]
    public async Task Worklist_OpenStudies_MostUrgentThenLongestWaitingUntilSigned()
    {
        var times = Given.Study().Times;
        await store.TouchAsync(Given.Study(1), default);
        await store.TouchAsync(Given.Study(2) with { HighestRisk = Risk.High, Status = StudyStatus.Failed }, default);
        await store.TouchAsync(Given.Study(3) with { Times = times with { ReceivedAt = Given.Now.AddHours(-1) } }, default);
        await store.TouchAsync(Given.Study(4) with { Times = times with { SignedAt = Given.Now } }, default);

        var worklist = await store.WorklistAsync(10, default);

        Assert.That(worklist.Select(study => study.Id), Is.EqualTo(new[] { Given.StudyId(2), Given.StudyId(3), Given.StudyId(1) }));
    }

    [Test]
    public async Task Touch_SignedStudy_DoesNotReopenIt()
    {
        await store.TouchAsync(Given.Study() with { Times = Given.Study().Times with { SignedAt = Given.Now } }, default);

        await store.TouchAsync(Given.Study() with { InstanceCount = 0 }, default);

        Assert.That(await store.WorklistAsync(10, default), Is.Empty);
    }
}

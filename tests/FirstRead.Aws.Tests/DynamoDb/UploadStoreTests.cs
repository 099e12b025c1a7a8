using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Aws.Tests.DynamoDb;

public sealed class UploadStoreTests
{
    private readonly Upload upload = Given.Upload();
    private DynamoUploadStore store = null!;
    private UploadFile[] files = null!;

    [SetUp]
    public async Task CreateUpload()
    {
        var (client, table) = await DynamoDbLocal.CreateStudiesTableAsync();
        store = new DynamoUploadStore(client, table);
        files = [Given.File(upload, 1), Given.File(upload, 2)];
        await store.CreateAsync(upload, files, default);
    }

    [Test]
    public async Task Create_ThenGet_ReturnsTheSame()
    {
        Assert.That(await store.GetAsync(upload.Id, default), Is.EqualTo(upload));
        Assert.That(await store.ListFilesAsync(upload.Id, default), Is.EqualTo(files));
        Assert.That(await store.GetFileAsync(upload.Id, files[1].Id, default), Is.EqualTo(files[1]));
        Assert.That(await store.GetAsync(UploadId.From(99), default), Is.Null);
    }

    [Test]
    public async Task Create_Repeated_LeavesASettledFileSettled()
    {
        await store.SettleAsync(files[0] with { State = FileState.Accepted, Study = Given.StudyId() }, default);

        await store.CreateAsync(upload, files, default);

        Assert.That((await store.GetFileAsync(upload.Id, files[0].Id, default))!.State, Is.EqualTo(FileState.Accepted));
    }

    [TestCase(FileState.Accepted, false)]
    [TestCase(FileState.Refused, false)]
    [TestCase(FileState.Expired, true)]
    public async Task Settle_AfterAnEndState_OnlyAnExpiredFileMayStillCome(FileState first, bool taken)
    {
        await store.SettleAsync(files[0] with { State = first }, default);

        Assert.That(await store.SettleAsync(files[0] with { State = FileState.Duplicate }, default), Is.EqualTo(taken));
    }

    [Test]
    public async Task CountSettled_ManyAtOnce_NeverUnderCounts()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => store.CountSettledAsync(upload.Id, Given.Now, default)));

        Assert.That((await store.GetAsync(upload.Id, default))!.Settled, Is.EqualTo(40));
    }

    [Test]
    public async Task ListDue_DeadlinePassed_ListsOpenAndClosedUntilAtRest()
    {
        var due = upload.DueAt!.Value;
        Assert.That(await store.ListDueAsync(due.AddMilliseconds(-1), 10, default), Is.Empty);
        Assert.That(await store.ListDueAsync(due, 10, default), Is.EqualTo(new[] { upload.Id }));

        await store.CloseAsync(upload.Id, default);
        Assert.That(await store.ListDueAsync(due, 10, default), Is.EqualTo(new[] { upload.Id }));

        await store.ScheduleAsync(upload, null, default);
        Assert.That(await store.ListDueAsync(due, 10, default), Is.Empty);
        Assert.That((await store.GetAsync(upload.Id, default))!.Open, Is.False);
    }

    [Test]
    public async Task ListDue_SomethingElseIsDueToo_ListsUploadsAlone()
    {
        var (client, table) = await DynamoDbLocal.CreateStudiesTableAsync();
        await client.PutItemAsync(table, new()
        {
            ["pk"] = new("STUDY#north-clinic.00000000000000000000000000000001"),
            ["sk"] = new("ALERT#000001"),
            ["dueShard"] = new("due-0"),
            ["dueAt"] = new("2026-01-01T00:00:00.000Z"),
        });
        var uploads = new DynamoUploadStore(client, table);
        await uploads.CreateAsync(upload, files, default);

        Assert.That(await uploads.ListDueAsync(upload.DueAt!.Value, 1, default), Is.EqualTo(new[] { upload.Id }));
    }

    [Test]
    public async Task Schedule_FileSettledSinceItWasRead_StaysDue()
    {
        await store.CountSettledAsync(upload.Id, Given.Now, default);

        await store.ScheduleAsync(upload, null, default);

        Assert.That(await store.ListDueAsync(Given.Now, 10, default), Is.Not.Empty);
    }

    [Test]
    public async Task Link_Repeated_IsSeenOnceFromBothSides()
    {
        await store.LinkAsync(upload.Id, Given.StudyId(), default);
        await store.LinkAsync(upload.Id, Given.StudyId(), default);

        Assert.That(await store.ListStudiesAsync(upload.Id, default), Is.EqualTo(new[] { Given.StudyId() }));
        Assert.That(await store.ListUploadsAsync(Given.StudyId(), default), Is.EqualTo(new[] { upload.Id }));
    }

    [Test]
    public async Task List_SeveralUploads_NewestFirstOfTheClinicAlone()
    {
        var later = Given.Upload(2) with { CreatedAt = Given.Now.AddMinutes(1) };
        await store.CreateAsync(later, [], default);
        await store.CreateAsync(Given.Upload(3) with { Clinic = ClinicId.Parse("south-clinic") }, [], default);

        Assert.That(await store.ListAsync(Given.Clinic, 10, null, default), Is.EqualTo(new[] { later, upload }));
        Assert.That(await store.ListAsync(Given.Clinic, 1, null, default), Is.EqualTo(new[] { later }));
    }
}

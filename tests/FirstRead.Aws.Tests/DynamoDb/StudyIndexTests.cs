using FirstRead.Aws.DynamoDb;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Aws.Tests.DynamoDb;

public sealed class StudyIndexTests
{
    private DynamoStudyStore studies = null!;
    private DynamoStudyIndex index = null!;

    [SetUp]
    public async Task CreateTable()
    {
        var (client, table) = await DynamoDbLocal.CreateStudiesTableAsync();
        (studies, index) = (new DynamoStudyStore(client, table), new DynamoStudyIndex(client, table, new ManualClock(Given.Now.AddYears(1))));
    }

    [Test]
    public async Task List_OfManyStudiesOfTwoYears_IsEachOnceNewestFirst()
    {
        // More than a page, and some seen twice.
        for (uint number = 1; number <= 60; number++)
            await TouchAsync(number, Given.Now.AddMinutes(number));
        await TouchAsync(61, Given.Now.AddMonths(3));
        await TouchAsync(7, Given.Now.AddMonths(4));

        var listed = new List<StudyId>();
        await foreach (var study in index.ListAsync(default))
            listed.Add(study.Id);

        Assert.That(listed, Is.EqualTo(Enumerable.Range(1, 61).Reverse().Select(number => Given.StudyId((uint)number))));
    }

    [Test]
    public async Task List_RowOfASliceThatLostTheRace_IsPassedOver()
    {
        // Both slices saw no study and wrote their rows; one study stands, with one time.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(minute => TouchAsync(1, Given.Now.AddMinutes(minute))));

        var listed = 0;
        await foreach (var study in index.ListAsync(default))
            listed++;
        Assert.That(listed, Is.EqualTo(1));
    }

    [Test]
    public async Task Find_ByUid_IsTheStudyOrNone()
    {
        await TouchAsync(5, Given.Now);

        Assert.That((await index.FindAsync("2.25.5", default))?.Id, Is.EqualTo(Given.StudyId(5)));
        Assert.That(await index.FindAsync("2.25.6", default), Is.Null);
    }

    private Task<bool> TouchAsync(uint number, DateTimeOffset at) => studies.TouchAsync(Given.Study(number) with { Times = new StudyTimes(at) }, default);
}

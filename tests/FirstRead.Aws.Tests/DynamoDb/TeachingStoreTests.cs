using FirstRead.Aws.Learning;
using FirstRead.Core.Learning;
using FirstRead.Core.Learning.Scoring;
using FirstRead.Core.Review;
using FirstRead.Core.Storage;
using FirstRead.Testing;

namespace FirstRead.Aws.Tests.DynamoDb;

public sealed class TeachingStoreTests
{
    private DynamoTeachingStore cases = null!;
    private DynamoLearnerStore learners = null!;

    [SetUp]
    public async Task CreateStores()
    {
        var (client, table) = await DynamoDbLocal.CreateStudiesTableAsync();
        (cases, learners) = (new DynamoTeachingStore(client, table), new DynamoLearnerStore(client, table));
    }

    [Test]
    public void Keys_AreTheStoredOnes() => Assert.That(
        new[] { StudiesTable.TeachingCase(CaseId.From(1)), StudiesTable.StudyTeaching(Given.StudyId()), StudiesTable.LearnerRead("s", CaseId.From(1)), StudiesTable.LearnerReveal("s", CaseId.From(1)) },
        Is.EqualTo(new ItemKey[]
        {
            new("TEACHING", "CASE#t00000000000000000000000000000001"), new("STUDY#north-clinic.00000000000000000000000000000001", "TEACHING"),
            new("LEARNER#s", "READ#t00000000000000000000000000000001"), new("LEARNER#s", "REVEAL#t00000000000000000000000000000001"),
        }));

    [Test]
    public async Task Case_Stored_ReadsBackTheSame()
    {
        var full = Case(1) with { State = CaseState.Barred, Reason = BarReasons.PixelsAtRisk, Pictures = 3, Tries = 2 };
        Assert.That(await cases.AddAsync(full, default), Is.True);
        Assert.That(await cases.GetAsync(full.Id, default), Is.EqualTo(full));
        Assert.That(await cases.GetOfStudyAsync(full.Study, default), Is.EqualTo(full));
    }

    [Test]
    public async Task Study_HasOneCaseAtATime()
    {
        var first = Case(1);
        Assert.That(await cases.AddAsync(first, default), Is.True);
        Assert.That(await cases.AddAsync(Case(2), default), Is.False);
        Assert.That(await cases.GetAsync(CaseId.From(2), default), Is.Null, "all or nothing");
        Assert.That(await cases.ReplaceAsync(first.Remove(), default), Has.Property("State").EqualTo(CaseState.Withdrawn));
        Assert.That(await cases.AddAsync(Case(2), default), Is.True);
        Assert.That((await cases.ListAsync(default)).Select(one => one.Id), Is.EqualTo(new[] { CaseId.From(2) }));
    }

    [Test]
    public async Task Replace_OfACaseThatMovedOn_IsRefused()
    {
        var first = Case(1);
        await cases.AddAsync(first, default);
        Assert.That(await cases.ReplaceAsync(first.Claim(Given.Now), default), Has.Property("Revision").EqualTo(2));
        Assert.That(await cases.ReplaceAsync(first.Bar(BarReasons.NoPictures), default), Is.Null);
        Assert.That(await cases.ReplaceAsync(first.Remove(), default), Is.Null);
    }

    [Test]
    public async Task Due_CasesAlone_AreListed()
    {
        var waiting = Case(1);
        await cases.AddAsync(waiting, default);
        Assert.That(await cases.ListDueAsync(Given.Now, 10, default), Is.EqualTo(new[] { waiting.Id }));
        var claimed = (await cases.ReplaceAsync(waiting.Claim(Given.Now), default))!;
        Assert.That(await cases.ListDueAsync(Given.Now, 10, default), Is.Empty);
        await cases.ReplaceAsync(claimed.Finish(5), default);
        Assert.That(await cases.ListDueAsync(Given.Now.AddYears(1), 10, default), Is.Empty);
        Assert.That((await cases.GetAsync(waiting.Id, default))!.Seed, Is.Null, "nobody can draw the copy's names again");
    }

    [Test]
    public async Task Read_Saved_ReadsBackTheSame_AndIsNeverReplaced()
    {
        var read = Read(1, Given.Now);
        Assert.That(await learners.SaveAsync(read, default), Is.True);
        Assert.That(await learners.SaveAsync(read with { Marks = [] }, default), Is.False);
        var stored = (await learners.GetAsync("sub-1", read.Case, default))!;
        Assert.That(TeachingJson.Write(stored), Is.EqualTo(TeachingJson.Write(read)));
        Assert.That(await learners.GetAsync("sub-2", read.Case, default), Is.Null);
    }

    [Test]
    public async Task Reads_OfALearner_ComeByTime()
    {
        await learners.SaveAsync(Read(1, Given.Now.AddMinutes(2)), default);
        await learners.SaveAsync(Read(2, Given.Now.AddMinutes(1)), default);
        await learners.RevealAsync("sub-1", CaseId.From(3), Given.Now, default);
        Assert.That((await learners.ListAsync("sub-1", default)).Select(read => read.Case), Is.EqualTo(new[] { CaseId.From(2), CaseId.From(1) }));
    }

    [Test]
    public async Task Reveal_Twice_KeepsTheFirstTime()
    {
        Assert.That(await learners.GetRevealAsync("sub-1", CaseId.From(1), default), Is.Null);
        Assert.That(await learners.RevealAsync("sub-1", CaseId.From(1), Given.Now, default), Is.EqualTo(Given.Now));
        Assert.That(await learners.RevealAsync("sub-1", CaseId.From(1), Given.Now.AddHours(1), default), Is.EqualTo(Given.Now));
    }

    private static TeachingCase Case(uint number) => new(
        CaseId.From(number), Given.StudyId(), 1, CaseKind.Negative, CaseState.Requested, "head", "advanced", FacesAgreed: true, Simulated: true, "sub-radiologist", Given.Now, new string('a', 64), DueAt: Given.Now);

    private static LearnerRead Read(uint number, DateTimeOffset at)
    {
        Marking[] marks = [new("M1", null, [new DrawnContour("2.25.1", 1, [[1.125, 2], [3, 4], [5, 6.5]])]), new("M2", null, [], new DrawnPoint("2.25.1", 1, 7, 8))];
        var score = new CaseScore(1, 2, 1, 1, 0.123456789012345, 0.5, new BoundaryDistance(1.5, 2.25, InMm: true), [new LesionScore("T1", "Mass", "M1", new Overlap(0.5, 0.25, 1, 2), null, Measurable: true)]);
        return new(CaseId.From(number), "sub-1", ReadMode.AiOnDemand, at.AddMinutes(-1), at, marks, new ReadScores(score, null, null), "head", "advanced", ["Mass"], ReferenceWithAi: true);
    }
}

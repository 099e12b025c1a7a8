using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Operations;
using FirstRead.Aws.Reviews;
using FirstRead.Core.Operations.Hours;
using FirstRead.Core.Review;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Aws.Tests.Operations;

public sealed class HourStoreTests
{
    private static readonly DateTimeOffset Hour = ClockHour.Of(Given.Now);

    private ManualClock clock = null!;
    private DynamoHourStore hours = null!;
    private DynamoStudyStore studies = null!;
    private DynamoReviewStore reviews = null!;

    [SetUp]
    public async Task CreateStoresAsync()
    {
        clock = new ManualClock(Given.Now);
        var (client, table) = await DynamoDbLocal.CreateStudiesTableAsync();
        (hours, studies, reviews) = (new DynamoHourStore(client, table), new DynamoStudyStore(client, table), new DynamoReviewStore(client, table));
    }

    [Test]
    public async Task ListStudies_OfAnHour_AreThoseThatCameInIt()
    {
        for (var number = 1u; number <= 20; number++)
            await studies.TouchAsync(Given.Study(number) with { Times = new StudyTimes(Hour.AddMinutes(number * 4)) }, default);

        var first = await hours.ListStudiesAsync(Hour, int.MaxValue, default);

        Assert.That(first.Select(study => study.Id), Is.EqualTo(Enumerable.Range(1, 14).Reverse().Select(number => Given.StudyId((uint)number))), "newest first; the others came an hour later");
        Assert.That(await hours.ListStudiesAsync(Hour, 3, default), Is.EqualTo(first.Take(3)));
        Assert.That(await hours.ListStudiesAsync(Hour.AddHours(1), int.MaxValue, default), Has.Count.EqualTo(6));
    }

    [Test]
    public async Task ListReads_OfAnHour_HoldWhatWasSignedInItAndNoAddendum()
    {
        var comparison = new ReadComparison("brain-tumor-mri", "1.0.0", "MR", "SIEMENS Avanto", 2, 1, 0, 1, 1);
        await SignAsync(1, 1, Given.Now, comparison);
        await SignAsync(1, 2, Given.Now, null);
        await SignAsync(2, 1, Given.Now.AddHours(1), comparison);

        Assert.That(await hours.ListReadsAsync(Hour, default), Is.EqualTo(new[] { new SignedComparison(Given.Now, comparison) }));
    }

    [Test]
    public async Task Sum_OfTheRunningHour_IsMadeAnewUntilTheHourRests()
    {
        await studies.TouchAsync(Given.Study(), default);
        var sums = new SumHours(hours, clock);
        await sums.SumAsync(default);
        Assert.That((await StandingAsync()).Studies, Is.EqualTo(1));

        await studies.TouchAsync(Given.Study(2), default);
        await sums.SumAsync(default);
        Assert.That((await StandingAsync()).Studies, Is.EqualTo(2));
        Assert.That(await hours.AddAsync(Hour, default), Is.False);
    }

    [Test]
    public async Task Sum_AfterHoursWithoutALook_MakesUpForThem()
    {
        await studies.TouchAsync(Given.Study(), default);
        clock.Advance(TimeSpan.FromHours(5));
        // Four at a time: a day's backlog is worked off look by look.
        for (var look = 0; look < 30; look++)
            await new SumHours(hours, clock).SumAsync(default);
        Assert.That((await StandingAsync()).Studies, Is.EqualTo(1));
    }

    [Test]
    public async Task NoteReleased_Twice_KeepsTheFirstAndNeverLosesIt()
    {
        await studies.TouchAsync(Given.Study(), default);
        var study = (await studies.GetAsync(Given.StudyId(), default))!;
        await studies.NoteReleasedAsync(study.Id, Given.Now, default);
        Assert.That((await studies.GetAsync(study.Id, default))!.Times.ReleasedAt, Is.Null, "it is not signed");
        await studies.ReplaceAsync(study with { Times = study.Times with { SignedAt = Given.Now } }, default);
        var signed = (await studies.GetAsync(study.Id, default))!;

        await studies.NoteReleasedAsync(study.Id, Given.Now.AddMinutes(1), default);
        await studies.NoteReleasedAsync(study.Id, Given.Now.AddMinutes(2), default);

        Assert.That((await studies.GetAsync(study.Id, default))!.Times.ReleasedAt, Is.EqualTo(Given.Now.AddMinutes(1)));
        Assert.That(await studies.ReplaceAsync(signed, default), Is.False, "who read before does not write over it");
    }

    [Test]
    public async Task LongestWaiting_OfAnUrgency_AreOldestFirst()
    {
        await studies.TouchAsync(Given.Study(1) with { Times = new StudyTimes(Given.Now) }, default);
        await studies.TouchAsync(Given.Study(2) with { Times = new StudyTimes(Given.Now.AddHours(-1)) }, default);
        await studies.TouchAsync(Given.Study(3) with { Priority = Priority.Stat }, default);
        Assert.That((await studies.LongestWaitingAsync(0, 10, default)).Select(study => study.Id), Is.EqualTo(new[] { Given.StudyId(2), Given.StudyId(1) }));
        Assert.That((await studies.LongestWaitingAsync(3, 10, default)).Select(study => study.Id), Is.EqualTo(new[] { Given.StudyId(3) }));
    }

    private async Task<HourOfStudies> StandingAsync() => (await hours.ListAsync(DateOnly.FromDateTime(Hour.UtcDateTime), default)).Single(sum => sum.Hour == Hour);

    private async Task SignAsync(uint number, int round, DateTimeOffset at, ReadComparison? comparison)
    {
        await studies.TouchAsync(Given.Study(number), default);
        var study = (await studies.GetAsync(Given.StudyId(number), default))!;
        var signed = new ReviewRound(round, [], new Signature("Glioma.", "Dr Ada Reader", "sub-1", at, ResultAttempt: 1)) { Comparison = comparison };
        Assert.That(await reviews.SaveAsync(study, signed, default), Is.True);
    }
}

using FirstRead.Aws.DynamoDb;
using FirstRead.Aws.Reviews;
using FirstRead.Core.Review;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Aws.Tests.DynamoDb;

public sealed class ReviewStoreTests
{
    private static readonly SignedFrom Start = new(DateTimeOffset.UnixEpoch);

    private DynamoStudyStore studies = null!;
    private DynamoReviewStore reviews = null!;

    [SetUp]
    public async Task CreateStores()
    {
        var (client, table) = await DynamoDbLocal.CreateStudiesTableAsync();
        (studies, reviews) = (new DynamoStudyStore(client, table), new DynamoReviewStore(client, table));
    }

    [Test]
    public async Task ListSigned_Rounds_ComeByTimeAndOfOneClinicAlone()
    {
        await SignAsync(Given.StudyId(2), 1, Given.Now.AddMinutes(2));
        await SignAsync(Given.StudyId(1), 1, Given.Now.AddMinutes(1));
        await SignAsync(Given.StudyId(1), 2, Given.Now.AddMinutes(3));
        await SignAsync(StudyId.From(ClinicId.Parse("south-clinic"), 9), 1, Given.Now);
        await SaveAsync(Given.StudyId(3), new ReviewRound(1, [], null));

        var signed = await reviews.ListSignedAsync(Given.Clinic, Start, 100, default);

        Assert.That(signed, Is.EqualTo(new[]
        {
            new SignedRound(Given.StudyId(1), 1, Given.Now.AddMinutes(1)),
            new SignedRound(Given.StudyId(2), 1, Given.Now.AddMinutes(2)),
            new SignedRound(Given.StudyId(1), 2, Given.Now.AddMinutes(3)),
        }));
    }

    [Test]
    public async Task ListSigned_PageByPage_MissesNoneOfOneMoment()
    {
        for (var number = 1u; number <= 5; number++)
            await SignAsync(Given.StudyId(number), 1, Given.Now);

        var (seen, from) = (new List<SignedRound>(), Start);
        for (IReadOnlyList<SignedRound> page; (page = await reviews.ListSignedAsync(Given.Clinic, from, 2, default)).Count > 0; from = new(page[^1].SignedAt, (page[^1].Study, page[^1].Number)))
            seen.AddRange(page);

        Assert.That(seen.Select(round => round.Study), Is.EquivalentTo(Enumerable.Range(1, 5).Select(number => Given.StudyId((uint)number))));
        Assert.That(await reviews.ListSignedAsync(Given.Clinic, new(Given.Now), 100, default), Has.Count.EqualTo(5), "a time alone begins with what was signed then");
        Assert.That(await reviews.ListSignedAsync(Given.Clinic, new(Given.Now.AddMilliseconds(1)), 100, default), Is.Empty);
    }

    private Task SignAsync(StudyId study, int number, DateTimeOffset at) =>
        SaveAsync(study, new ReviewRound(number, [], new Signature("Glioma.", "Dr Ada Reader", "sub-1", at, ResultAttempt: 1)));

    private async Task SaveAsync(StudyId study, ReviewRound round)
    {
        if (await studies.GetAsync(study, default) is null)
            await studies.TouchAsync(Given.Study() with { Id = study }, default);
        Assert.That(await reviews.SaveAsync((await studies.GetAsync(study, default))!, round, default), Is.True);
        Assert.That((await reviews.ListAsync(study, default)).Single(stored => stored.Number == round.Number).Signature, Is.EqualTo(round.Signature));
    }
}

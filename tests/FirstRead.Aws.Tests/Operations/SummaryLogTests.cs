using FirstRead.Aws.Operations;
using FirstRead.Testing;

namespace FirstRead.Aws.Tests.Operations;

public sealed class SummaryLogTests
{
    private static readonly DateOnly Day = DateOnly.FromDateTime(Given.Now.UtcDateTime);
    private static readonly DateTimeOffset Later = Given.Now.AddMinutes(2);

    [Test]
    public async Task Claim_ByTwo_IsOneOnesUntilItRunsOutAndNobodysOnceNoted()
    {
        var (client, table) = await DynamoDbLocal.CreateStudiesTableAsync();
        var log = new DynamoSummaryLog(client, table);

        var both = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => log.ClaimAsync(Day, Given.Now, Later, default)));
        Assert.That(both, Is.EquivalentTo(new[] { true, false }));
        Assert.That(await log.HasAsync(Day, default), Is.False, "claimed is not told");
        Assert.That(await log.ClaimAsync(Day, Later.AddSeconds(-1), Later.AddMinutes(2), default), Is.False);
        Assert.That(await log.ClaimAsync(Day, Later, Later.AddMinutes(2), default), Is.True, "the one who claimed it is dead");
        Assert.That(await log.ClaimAsync(Day.AddDays(1), Later, Later.AddMinutes(2), default), Is.True);

        await log.NoteAsync(Day, Later, default);
        Assert.That(await log.HasAsync(Day, default), Is.True);
        Assert.That(await log.ClaimAsync(Day, Later.AddHours(1), Later.AddHours(2), default), Is.False);
    }
}

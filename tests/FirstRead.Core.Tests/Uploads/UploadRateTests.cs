using FirstRead.Core.Uploads;

namespace FirstRead.Core.Tests.Uploads;

public sealed class UploadRateTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [TestCase(1)]
    [TestCase(7)]
    [TestCase(60)]
    [TestCase(60_000)]
    public void Take_FromAFullBucket_GivesExactlyWhatItHolds(int perMinute)
    {
        var (taken, _) = TakeAll(new UploadRate(perMinute), null, Now);
        Assert.That(taken, Is.EqualTo(perMinute));
    }

    [Test]
    public void Take_FromAnEmptyBucket_SaysWhenTheNextTokenIsThere()
    {
        var rate = new UploadRate(60);
        var (_, fullAt) = TakeAll(rate, null, Now);
        var empty = (TokenTaking.Empty)rate.Take(fullAt, Now);
        Assert.That(empty.Wait, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(rate.Take(fullAt, Now + empty.Wait), Is.InstanceOf<TokenTaking.Taken>());
        Assert.That(rate.Take(fullAt, Now + empty.Wait - TimeSpan.FromTicks(1)), Is.InstanceOf<TokenTaking.Empty>());
    }

    [Test]
    public void Take_AfterAWhile_FindsWhatTimeHasFilledAndNoMore()
    {
        var rate = new UploadRate(60);
        var (_, fullAt) = TakeAll(rate, null, Now);
        Assert.That(TakeAll(rate, fullAt, Now.AddSeconds(10)).Taken, Is.EqualTo(10));
        Assert.That(TakeAll(rate, fullAt, Now.AddDays(10)).Taken, Is.EqualTo(60), "a bucket holds no more than it holds");
    }

    private static (int Taken, DateTimeOffset? FullAt) TakeAll(UploadRate rate, DateTimeOffset? fullAt, DateTimeOffset now)
    {
        var count = 0;
        while (rate.Take(fullAt, now) is TokenTaking.Taken taken)
            (fullAt, count) = (taken.FullAt, count + 1);
        return (count, fullAt);
    }
}

using FirstRead.Core.Operations.Hours;
using FirstRead.Core.Operations.Summaries;
using FirstRead.Core.Studies;
using FirstRead.Testing;

namespace FirstRead.Core.Tests.Operations;

public sealed class DailySummaryTests
{
    private static readonly DateTimeOffset Midnight = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Yesterday = new(2026, 11, 21);

    [Test]
    public void Text_OfADay_HasMedianAndPercentileOfEachWayAndNoStudy()
    {
        var hour = Midnight.AddHours(-3);
        var studies = Enumerable.Range(1, 20).Select(number => Study(hour, (uint)number, resultAfter: number == 20 ? 600 : 60)).ToList();
        var text = SummaryText.Of(Yesterday, HourOfStudies.Sum([HourOfStudies.Of(hour, studies, [], Midnight)]));
        Assert.Multiple(() =>
        {
            Assert.That(text, Does.StartWith("Studies that came on 2026-11-21 (UTC): 20\n  analysed: 20\n"));
            Assert.That(text, Does.Match(@"Upload to AI: (5[7-9]|6[0-3])\.\d s, (5[7-9]|6[0-3])\.\d s \(20 studies\)"));
            Assert.That(text, Does.Match(@"AI to alert: [45]\.\d s, [45]\.\d s \(20 studies\)"));
            Assert.That(text, Does.Match(@"Alert to acknowledgement: (19|2[01])\d\.\d s|Alert to acknowledgement: 3\.\d min"));
            Assert.That(text, Does.Contain("AI to signature: none"));
            Assert.That(text, Does.Not.Contain(Given.StudyId().Value));
        });
    }

    [Test]
    public async Task Send_ManyLooksInADay_TellsOnceAndNotBeforeSix()
    {
        var (log, mail, clock) = (new Log(), new Mail(), new ManualClock(Midnight.AddHours(5)));
        var summary = new DailySummary(new NoHours(), log, mail, clock);
        Assert.That(await summary.SendAsync(default), Is.False);
        clock.Advance(TimeSpan.FromHours(1));
        Assert.That(await summary.SendAsync(default), Is.True);
        Assert.That(await summary.SendAsync(default), Is.False);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.That(await summary.SendAsync(default), Is.True);
        Assert.That(mail.Subjects, Is.EqualTo(new[] { "FirstRead: 2026-11-21", "FirstRead: 2026-11-22" }));
    }

    [Test]
    public async Task Send_RefusedByTheTopicOrStruckBeforeIt_IsSentOnceTheClaimHasRunOut()
    {
        var (log, mail, clock) = (new Log(), new Mail { Broken = true }, new ManualClock(Midnight.AddHours(7)));
        var summary = new DailySummary(new NoHours(), log, mail, clock);
        Assert.That(async () => await summary.SendAsync(default), Throws.InvalidOperationException);
        mail.Broken = false;
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await summary.SendAsync(default), Is.False, "whoever claimed it may still be about to send");
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await summary.SendAsync(default), Is.True);
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.That(await summary.SendAsync(default), Is.False);
        Assert.That(mail.Subjects, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Send_StruckBetweenMessageAndNote_ComesTwiceAndNoMore()
    {
        var (log, mail, clock) = (new Log { Broken = true }, new Mail(), new ManualClock(Midnight.AddHours(7)));
        var summary = new DailySummary(new NoHours(), log, mail, clock);
        Assert.That(async () => await summary.SendAsync(default), Throws.InvalidOperationException);
        log.Broken = false;
        for (var look = 0; look < 10; look++)
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            await summary.SendAsync(default);
        }
        Assert.That(mail.Subjects, Has.Count.EqualTo(2));
    }

    private static FunnelStudy Study(DateTimeOffset hour, uint number, double resultAfter) => new(
        Given.StudyId(number), StudyStatus.Analysed, Priority.Routine, Risk.High, "MR", 20, Incomplete: false,
        new StudyTimes(hour, AnalysedAt: hour.AddSeconds(resultAfter), AlertedAt: hour.AddSeconds(resultAfter + 5), AcknowledgedAt: hour.AddSeconds(resultAfter + 205)));

    private sealed class Log : ISummaryLog
    {
        private readonly HashSet<DateOnly> days = [];
        private readonly Dictionary<DateOnly, DateTimeOffset> claims = [];

        public bool Broken { get; set; }

        public Task<bool> HasAsync(DateOnly day, CancellationToken cancel) => Task.FromResult(days.Contains(day));

        public Task<bool> ClaimAsync(DateOnly day, DateTimeOffset now, DateTimeOffset until, CancellationToken cancel)
        {
            if (days.Contains(day) || claims.GetValueOrDefault(day) > now)
                return Task.FromResult(false);
            claims[day] = until;
            return Task.FromResult(true);
        }

        public Task NoteAsync(DateOnly day, DateTimeOffset at, CancellationToken cancel) => Broken ? throw new InvalidOperationException("The table is away.") : Task.FromResult(days.Add(day));
    }

    private sealed class Mail : IOperatorMessages
    {
        public List<string> Subjects { get; } = [];

        public bool Broken { get; set; }

        public Task SendAsync(string subject, string text, CancellationToken cancel)
        {
            if (Broken)
                throw new InvalidOperationException("The topic refuses.");
            Subjects.Add(subject);
            return Task.CompletedTask;
        }
    }

    private sealed class NoHours : IHourStore
    {
        public Task<IReadOnlyList<HourOfStudies>> ListAsync(DateOnly day, CancellationToken cancel) => Task.FromResult<IReadOnlyList<HourOfStudies>>([]);

        public Task<IReadOnlyList<FunnelStudy>> ListStudiesAsync(DateTimeOffset hour, int limit, CancellationToken cancel) => throw new NotSupportedException();

        public Task<IReadOnlyList<SignedComparison>> ListReadsAsync(DateTimeOffset hour, CancellationToken cancel) => throw new NotSupportedException();

        public Task<bool> AddAsync(DateTimeOffset hour, CancellationToken cancel) => throw new NotSupportedException();

        public Task PutAsync(HourOfStudies sum, DateTimeOffset? dueAt, CancellationToken cancel) => throw new NotSupportedException();

        public Task<IReadOnlyList<DateTimeOffset>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancel) => throw new NotSupportedException();
    }
}

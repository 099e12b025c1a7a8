using FirstRead.Core.Operations.Hours;

namespace FirstRead.Core.Operations.Summaries;

/// <summary>
/// Tells the operators once a day how long the day before took. Claimed before the message and noted behind it: who dies before the message is followed by another
/// once the claim has run out, and only who dies between the two lets it come twice.
/// </summary>
public sealed class DailySummary(IHourStore hours, ISummaryLog log, IOperatorMessages messages, TimeProvider clock)
{
    /// <summary>Of the clock, UTC: until then the day's last studies are read and added up.</summary>
    private const int NotBeforeHour = 6;

    /// <summary>Longer than Reconcile lives.</summary>
    private static readonly TimeSpan Claimed = TimeSpan.FromMinutes(2);

    /// <summary>Whether a message went now.</summary>
    public async Task<bool> SendAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var day = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1);
        if (now.UtcDateTime.Hour < NotBeforeHour || await log.HasAsync(day, cancel) || !await log.ClaimAsync(day, now, now + Claimed, cancel))
            return false;
        var sum = HourOfStudies.Sum(await hours.ListAsync(day, cancel));
        await messages.SendAsync(SummaryText.Subject(day), SummaryText.Of(day, sum), cancel);
        await log.NoteAsync(day, now, cancel);
        return true;
    }
}

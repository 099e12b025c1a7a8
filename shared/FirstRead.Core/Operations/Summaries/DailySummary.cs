using FirstRead.Core.Operations.Hours;

namespace FirstRead.Core.Operations.Summaries;

/// <summary>Tells the operators once a day how long the day before took. Noted behind the message: a crash between them repeats it.</summary>
public sealed class DailySummary(IHourStore hours, ISummaryLog log, IOperatorMessages messages, TimeProvider clock)
{
    /// <summary>Of the clock, UTC: until then the day's last studies are read and added up.</summary>
    private const int NotBeforeHour = 6;

    /// <summary>Whether a message went now.</summary>
    public async Task<bool> SendAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var day = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-1);
        if (now.UtcDateTime.Hour < NotBeforeHour || await log.HasAsync(day, cancel))
            return false;
        var sum = HourOfStudies.Sum(await hours.ListAsync(day, cancel));
        await messages.SendAsync(SummaryText.Subject(day), SummaryText.Of(day, sum), cancel);
        await log.NoteAsync(day, now, cancel);
        return true;
    }
}

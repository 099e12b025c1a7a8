namespace FirstRead.Core.Operations.Hours;

/// <summary>
/// Keeps the hours' sums: the running hour and the one before at each look, older ones ever more seldom, until nothing of them
/// changes any more. Each is made whole from the rows, so that a repeat, a crash or two at once can count nothing twice.
/// </summary>
public sealed class SumHours(IHourStore hours, TimeProvider clock)
{
    /// <summary>At a million studies a day an hour is some 30 pages of the index.</summary>
    private const int MostAtOnce = 4;

    private static readonly TimeSpan MadeUpFor = TimeSpan.FromHours(72);

    private static readonly (TimeSpan Age, TimeSpan Pause)[] Pauses =
    [
        (TimeSpan.FromHours(2), TimeSpan.Zero),
        (TimeSpan.FromDays(2), TimeSpan.FromMinutes(15)),
        (TimeSpan.FromDays(14), TimeSpan.FromHours(6)),
        (TimeSpan.FromDays(60), TimeSpan.FromDays(1)),
    ];

    /// <summary>How many sums were made.</summary>
    public async Task<int> SumAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var running = ClockHour.Of(now);
        if (await hours.AddAsync(running, cancel))
            await MakeUpAsync(running, cancel);
        // The running hour first: a backlog of others must not keep an operator from seeing what happens now.
        var due = new[] { running }.Concat(await hours.ListDueAsync(now, MostAtOnce, cancel)).Distinct().ToList();
        foreach (var hour in due)
        {
            var sum = HourOfStudies.Of(hour, await hours.ListStudiesAsync(hour, int.MaxValue, cancel), await hours.ListReadsAsync(hour, cancel), now);
            await hours.PutAsync(sum, NextLook(hour, now), cancel);
        }
        return due.Count;
    }

    /// <summary>When an hour's sum is made again; null: no more.</summary>
    public static DateTimeOffset? NextLook(DateTimeOffset hour, DateTimeOffset now)
    {
        foreach (var (age, pause) in Pauses)
            if (now - hour < age)
                return now + pause;
        return null;
    }

    /// <summary>Places of hours in which nobody looked. All of them each time: a crash may have left any.</summary>
    private async Task MakeUpAsync(DateTimeOffset running, CancellationToken cancel)
    {
        for (var hour = running - TimeSpan.FromHours(1); hour > running - MadeUpFor; hour -= TimeSpan.FromHours(1))
            await hours.AddAsync(hour, cancel);
    }
}

namespace FirstRead.Core.Operations.Hours;

/// <summary>What each hour brought. The studies' rows are the truth; an hour's sum is made of them, and made again whole.</summary>
public interface IHourStore
{
    /// <summary>Studies that came in the hour, newest first; eventually consistent.</summary>
    Task<IReadOnlyList<FunnelStudy>> ListStudiesAsync(DateTimeOffset hour, int limit, CancellationToken cancel);

    /// <summary>Reads that were signed in the hour, in no order; eventually consistent.</summary>
    Task<IReadOnlyList<SignedComparison>> ListReadsAsync(DateTimeOffset hour, CancellationToken cancel);

    /// <summary>Makes a place for the hour's sum, due at once. False when it has one.</summary>
    Task<bool> AddAsync(DateTimeOffset hour, CancellationToken cancel);

    /// <summary>Stores the sum.</summary>
    /// <param name="dueAt">When it is to be made again; null: it rests.</param>
    Task PutAsync(HourOfStudies sum, DateTimeOffset? dueAt, CancellationToken cancel);

    /// <summary>The sums of a day (UTC), by hour; an hour without one is left out.</summary>
    Task<IReadOnlyList<HourOfStudies>> ListAsync(DateOnly day, CancellationToken cancel);

    /// <summary>Hours whose sum is to be made, the longest due first; eventually consistent.</summary>
    Task<IReadOnlyList<DateTimeOffset>> ListDueAsync(DateTimeOffset now, int limit, CancellationToken cancel);
}

/// <summary>Hours of the clock, UTC.</summary>
public static class ClockHour
{
    public static DateTimeOffset Of(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        return new DateTimeOffset(utc.Year, utc.Month, utc.Day, utc.Hour, 0, 0, TimeSpan.Zero);
    }
}

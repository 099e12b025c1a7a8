namespace FirstRead.Core.Operations.Hours;

/// <summary>
/// How long things took, without any single one of them: counts in buckets whose bounds grow by an eighth of an octave
/// (9 %), so that hours and days add up, and a quantile is right within 5 %. Immutable.
/// </summary>
/// <param name="Buckets">Counts by bucket; empty ones are left out.</param>
public sealed record DurationHistogram(IReadOnlyDictionary<int, long> Buckets)
{
    private const double BucketsPerOctave = 8;

    /// <summary>Shorter times count as this one.</summary>
    private const double LeastSeconds = 0.05;

    public static DurationHistogram Empty { get; } = new(new Dictionary<int, long>());

    public long Count => Buckets.Values.Sum();

    public static DurationHistogram Of(IEnumerable<TimeSpan> durations) => new(durations.CountBy(BucketOf).ToDictionary(bucket => bucket.Key, bucket => (long)bucket.Value));

    public static DurationHistogram Sum(IEnumerable<DurationHistogram> parts) => new(
        parts.SelectMany(part => part.Buckets).GroupBy(bucket => bucket.Key).ToDictionary(same => same.Key, same => same.Sum(bucket => bucket.Value)));

    /// <summary>Seconds that the share of all did not exceed: the geometric middle of its bucket; null when there are none.</summary>
    /// <param name="share">0 to 1, e.g. 0.95.</param>
    public double? Quantile(double share)
    {
        var rank = (long)Math.Ceiling(share * Count);
        foreach (var (bucket, count) in Buckets.OrderBy(bucket => bucket.Key))
            if ((rank -= count) <= 0)
                return LeastSeconds * Math.Pow(2, (bucket + 0.5) / BucketsPerOctave);
        return null;
    }

    private static int BucketOf(TimeSpan duration) =>
        (int)Math.Floor(BucketsPerOctave * Math.Log2(Math.Max(duration.TotalSeconds, LeastSeconds) / LeastSeconds));
}

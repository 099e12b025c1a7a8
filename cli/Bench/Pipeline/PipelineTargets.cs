namespace FirstRead.Cli.Bench.Pipeline;

/// <summary>What must hold. Why each is what it is: docs/performance.md.</summary>
public static class PipelineTargets
{
    public const long WarmMedianMs = 2000, WarmLateMs = 4000, ColdMs = 6000;

    /// <summary>The largest arrival may be slower a study than the smallest by so much: what does not grow with the number, only noise.</summary>
    public const double LeastRatio = 0.85;

    public const double DynamoRequestsASlice = 14, DynamoWriteUnitsASlice = 15, S3RequestsASlice = 6;

    public static IReadOnlyList<PipelineCheck> Check(PipelineReport report)
    {
        var checks = new List<PipelineCheck>();
        if (report.Warm.Count > 0)
        {
            var times = report.Warm.Select(row => (double)row.TotalMs).ToList();
            checks.Add(new(FormattableString.Invariant($"one image, warm: median {Quantile(times, 0.5):F0} ms (at most {WarmMedianMs})"), Quantile(times, 0.5) <= WarmMedianMs));
            checks.Add(new(FormattableString.Invariant($"one image, warm: 95th percentile {Quantile(times, 0.95):F0} ms (at most {WarmLateMs})"), Quantile(times, 0.95) <= WarmLateMs));
        }
        if (report.Cold.Count > 0)
        {
            var worst = report.Cold.Max(row => row.TotalMs);
            checks.Add(new(FormattableString.Invariant($"one image, functions cold: at most {worst} ms (at most {ColdMs})"), worst <= ColdMs));
        }
        foreach (var row in report.Arrivals)
            checks.Add(new(FormattableString.Invariant($"{row.Studies} studies together: {row.Lost.Count} not whole (0)"), row.Lost.Count == 0));
        if (report.Arrivals is [var first, .., var last])
            checks.Add(new(
                FormattableString.Invariant($"throughput at {last.Studies} studies is {last.PerMinute / first.PerMinute:F2} of that at {first.Studies} (at least {LeastRatio})"), last.PerMinute / first.PerMinute >= LeastRatio));
        if (report.Arrivals is [.., var largest])
        {
            double slices = largest.Studies * largest.Slices;
            Most("DynamoDB requests a slice", largest.Requests.Sum(line => line.Service == "DynamoDB", line => line.Requests) / slices, DynamoRequestsASlice);
            Most("DynamoDB write units a slice", largest.Requests.Sum(line => line.Service == "DynamoDB", line => line.WriteUnits) / slices, DynamoWriteUnitsASlice);
            Most("S3 requests a slice", largest.Requests.Sum(line => line.Service == "S3", line => line.Requests) / slices, S3RequestsASlice);
        }
        return checks;

        void Most(string what, double measured, double most) => checks.Add(new(FormattableString.Invariant($"{what}: {measured:F1} (at most {most})"), measured <= most));
    }

    /// <summary>The smallest value that so much of all does not exceed.</summary>
    public static double Quantile(IEnumerable<double> values, double part)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Max(0, (int)Math.Ceiling(part * sorted.Count) - 1)];
    }
}

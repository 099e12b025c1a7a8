namespace FirstRead.Cli.Bench.Deid;

/// <summary>One contender on one set: medians over the rounds, of memory the highest.</summary>
/// <param name="Ratio">Its time as a multiple of <c>cp</c>'s.</param>
internal sealed record BenchRow(InputSet Set, Contender Contender, double Seconds, double Ratio, double CpuSeconds, long PeakBytes)
{
    public static BenchRow Of(InputSet set, Contender contender, IReadOnlyList<Measurement> runs, IReadOnlyList<Measurement> copies)
    {
        var seconds = Median(runs.Select(run => run.Seconds));
        return new BenchRow(set, contender, seconds, seconds / Median(copies.Select(run => run.Seconds)), Median(runs.Select(run => run.CpuSeconds)), runs.Max(run => run.PeakBytes));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}

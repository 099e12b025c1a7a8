using System.Globalization;

namespace FirstRead.Cli.Bench.Analyze;

/// <summary>The table, as Markdown for docs/performance.md.</summary>
internal static class AnalyzeReport
{
    private const double LeastFaster = 2;
    private const double MostPreparing = 0.1;

    public static void Write(TextWriter output, IReadOnlyList<AnalyzeRow> rows, int rounds)
    {
        output.WriteLine($"{Environment.ProcessorCount} cores{LoadText()}, {rounds} rounds, medians; memory is the highest of all rounds.");
        output.WriteLine();
        output.WriteLine("| study | program | seconds | CPU seconds | peak MB | preprocessing |");
        output.WriteLine("|---|---|---:|---:|---:|---:|");
        foreach (var row in rows)
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.Set.Title} | {row.Program} | {row.Seconds:F3} | {row.CpuSeconds:F3} | {row.PeakBytes / 1e6:F0} | {(row.Preparing is { } part ? $"{part:P0}" : "")} |"));
        output.WriteLine();
        foreach (var set in rows.GroupBy(row => row.Set))
        {
            var (ours, peer) = (set.Single(row => row.Program == AnalyzeBench.Ours), set.Single(row => row.Program == AnalyzeBench.Peer));
            var faster = peer.Seconds / ours.Seconds;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{(faster >= LeastFaster && ours.Preparing < MostPreparing ? "holds" : "FAILS")}  {set.Key.Title}: {faster:F1} times as fast (at least {LeastFaster}), {peer.CpuSeconds / ours.CpuSeconds:F1} times less CPU, preprocessing {ours.Preparing:P0} of the time (below {MostPreparing:P0})"));
        }
    }

    /// <summary>How much else the machine does: what runs beside both programs stretches the times of both.</summary>
    private static string LoadText() =>
        File.Exists("/proc/loadavg") && File.ReadAllText("/proc/loadavg").Split(' ') is [_, _, var quarterHour, ..] ? $", load {quarterHour} over the last quarter of an hour" : "";
}

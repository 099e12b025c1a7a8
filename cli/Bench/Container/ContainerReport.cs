using System.Globalization;

namespace FirstRead.Cli.Bench.Container;

/// <summary>The table, as Markdown for docs/performance.md.</summary>
internal static class ContainerReport
{
    private const double MostMegabytes = 1000;
    private static readonly string[] Stages = ["select", "fetch", "decode", "prepare", "infer", "measure", "write", "total"];

    public static void Write(TextWriter output, ContainerRow row)
    {
        var measured = row.Measured;
        output.WriteLine(Line($"{Environment.ProcessorCount} cores; {row.Studies} studies of {row.Slices} slices of {row.Side} x {row.Side}, {row.Findings} findings, one task from its start to its end."));
        output.WriteLine();
        output.WriteLine("| studies a minute | slices a second | CPU seconds a study | peak MB |");
        output.WriteLine("|---:|---:|---:|---:|");
        output.WriteLine(Line($"| {60 * row.Studies / measured.Seconds:F1} | {row.Studies * row.Slices / measured.Seconds:F0} | {measured.CpuSeconds / row.Studies:F2} | {measured.PeakBytes / 1e6:F0} |"));
        output.WriteLine();
        output.WriteLine($"| ms a study | {string.Join(" | ", Stages)} |");
        output.WriteLine($"|---|{string.Concat(Stages.Select(_ => "---:|"))}");
        output.WriteLine($"| | {string.Join(" | ", Stages.Select(stage => Line($"{(double)row.StagesMs.GetValueOrDefault(stage) / row.Studies:F0}")))} |");
        output.WriteLine();
        output.WriteLine(Line($"{(measured.PeakBytes < MostMegabytes * 1e6 ? "holds" : "FAILS")}  {measured.PeakBytes / 1e6:F0} MB (at most {MostMegabytes:F0}, whatever the number of slices)"));
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

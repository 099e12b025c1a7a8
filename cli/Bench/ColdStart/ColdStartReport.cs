namespace FirstRead.Cli.Bench.ColdStart;

/// <summary>The table, as Markdown for docs/performance.md.</summary>
internal static class ColdStartReport
{
    public static void Write(TextWriter output, IReadOnlyList<ColdStartRow> rows)
    {
        output.WriteLine($"{Environment.ProcessorCount} cores, files in memory, medians; memory is the highest.");
        output.WriteLine();
        output.WriteLine("| function | form | ready, ms | first answer, ms | CPU, ms | peak MB | files, MB |");
        output.WriteLine("|---|---|---:|---:|---:|---:|---:|");
        foreach (var row in rows)
            output.WriteLine(FormattableString.Invariant($"| {row.Function} | {row.Form} | {row.ReadyMs:F0} | {row.AnswerMs:F0} | {row.CpuMs:F0} | {row.PeakBytes / 1e6:F0} | {row.Bytes / 1e6:F1} |"));
    }
}

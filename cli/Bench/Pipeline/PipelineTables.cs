namespace FirstRead.Cli.Bench.Pipeline;

/// <summary>The tables, as Markdown for docs/performance.md.</summary>
internal static class PipelineTables
{
    public static void Write(TextWriter output, PipelineReport report)
    {
        output.WriteLine($"{report.Cores} cores; {(report.Order.Programs is null ? "the build's own programs, compiled as they run" : "programs as they are published, compiled ahead")}.");
        output.WriteLine();
        OneImage(output, "warm", report.Warm);
        OneImage(output, "functions cold", report.Cold);
        Arrivals(output, report.Arrivals);
        if (report.Arrivals is [.., var largest])
        {
            Cpu(output, report.Arrivals, report.Peaks);
            Requests(output, largest);
        }
        if (report.Soak is { } soak)
            Soaked(output, soak);
        foreach (var lost in report.Arrivals.SelectMany(row => row.Lost))
            output.WriteLine($"LOST   {lost}");
        foreach (var check in report.Checks)
            output.WriteLine($"{(check.Holds ? "holds " : "FAILS ")} {check.What}");
    }

    private static void OneImage(TextWriter output, string how, IReadOnlyList<OneImageRow> rows)
    {
        if (rows.Count == 0)
            return;
        output.WriteLine($"| one image, {how}, {rows.Count} times: ms | median | 95th percentile | most |");
        output.WriteLine("|---|---:|---:|---:|");
        foreach (var (name, what, of) in OneImageRow.Stages.Append(("total", "last byte to message", row => row.TotalMs)))
        {
            var values = rows.Select(row => (double)of(row)).ToList();
            output.WriteLine(FormattableString.Invariant($"| {name}: {what} | {PipelineTargets.Quantile(values, 0.5):F0} | {PipelineTargets.Quantile(values, 0.95):F0} | {values.Max():F0} |"));
        }
        output.WriteLine();
    }

    private static void Arrivals(TextWriter output, IReadOnlyList<ArrivalRow> rows)
    {
        if (rows.Count == 0)
            return;
        output.WriteLine("| studies together | slices | all sent, s | last message, s | studies a minute | of the first row's | not whole |");
        output.WriteLine("|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var row in rows)
            output.WriteLine(FormattableString.Invariant(
                $"| {row.Studies} | {row.Slices} | {row.SendSeconds:F1} | {row.Seconds:F1} | {row.PerMinute:F1} | {row.PerMinute / rows[0].PerMinute:F2} | {row.Lost.Count} |"));
        output.WriteLine();
    }

    private static void Cpu(TextWriter output, IReadOnlyList<ArrivalRow> rows, IReadOnlyDictionary<string, long> peaks)
    {
        output.WriteLine($"| CPU seconds a study | {string.Join(" | ", rows.Select(row => $"{row.Studies} studies"))} | peak MB |");
        output.WriteLine($"|---|{string.Concat(rows.Select(_ => "---:|"))}---:|");
        foreach (var process in rows[^1].Cpu.OrderByDescending(process => process.Value).Select(process => process.Key))
            output.WriteLine($"| {process} | {string.Join(" | ", rows.Select(row => FormattableString.Invariant($"{row.Cpu.GetValueOrDefault(process) / row.Studies:F3}")))} | "
                + $"{(peaks.TryGetValue(process, out var peak) ? FormattableString.Invariant($"{peak / 1e6:F0}") : "")} |");
        output.WriteLine();
    }

    private static void Requests(TextWriter output, ArrivalRow row)
    {
        output.WriteLine($"| requests of {row.Studies} studies of {row.Slices} slices | a slice | a study | read units a study | write units a study |");
        output.WriteLine("|---|---:|---:|---:|---:|");
        foreach (var line in row.Requests.Lines)
            output.WriteLine(Line($"{line.Service} {line.Operation}, {(line.Program == "-" ? "clinic" : line.Program)}", line.Requests, line.ReadUnits, line.WriteUnits));
        foreach (var service in row.Requests.Lines.GroupBy(line => line.Service))
            output.WriteLine(Line($"all of {service.Key}", service.Sum(line => line.Requests), service.Sum(line => line.ReadUnits), service.Sum(line => line.WriteUnits)));
        output.WriteLine();

        string Line(string what, double requests, double read, double written) => FormattableString.Invariant(
            $"| {what} | {requests / row.Studies / row.Slices:F2} | {requests / row.Studies:F1} | {read / row.Studies:F1} | {written / row.Studies:F1} |");
    }

    private static void Soaked(TextWriter output, SoakReport soak)
    {
        output.WriteLine(FormattableString.Invariant($"{soak.Minutes:F0} minutes, {soak.Sent} studies sent, {soak.CalledFor} called for."));
        output.WriteLine();
        output.WriteLine("| process | MB at first | MB at last | MB more an hour, second half | handles at first | at last | more an hour |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|---:|");
        foreach (var slope in soak.Slopes())
            output.WriteLine(FormattableString.Invariant(
                $"| {slope.Process} | {slope.FirstBytes / 1e6:F0} | {slope.LastBytes / 1e6:F0} | {slope.BytesAnHour / 1e6:F1} | {slope.FirstHandles} | {slope.LastHandles} | {slope.HandlesAnHour:F1} |"));
        output.WriteLine();
    }
}

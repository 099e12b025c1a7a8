using System.Globalization;
using System.Text;
using FirstRead.Core.Cost;

namespace FirstRead.Cli.Scale;

/// <summary>The model's answer as text, and the tables of docs/scale.md.</summary>
public static class ScaleReport
{
    private const string Begin = "<!-- made by ./firstread scale -->";
    private const string End = "<!-- end -->";
    private const int Slices = 200;
    private const uint Seed = 20261123;

    /// <summary>Studies a day, tasks at once, Ingest at once: as the profiles have it, then as one would raise them.</summary>
    private static readonly ScaleLoad[] Shown =
    [
        new(10, Slices, 4, 10), new(100, Slices, 4, 10), new(1000, Slices, 20, 400), new(10_000, Slices, 60, 1000), new(100_000, Slices, 300, 5000), new(1_000_000, Slices, 2500, 50_000),
    ];

    public static string Text(ScaleLoad load)
    {
        var text = new StringBuilder();
        text.AppendLine(Line($"{load.StudiesADay:0} studies a day of {load.Slices} slices: at the peak {load.PeakStudies:0.###} studies and {load.PeakFiles:0.#} files a second.")).AppendLine();
        text.AppendLine($"{"stage",-32}{"demand",12}{"limit",10}{"full",8}  unit");
        foreach (var stage in ScaleModel.Stages(load))
            text.AppendLine($"{stage.Name,-32}{Count(stage.Demand),12}{Count(stage.Limit),10}{Share(stage),8}  {stage.Unit}");
        var (most, first) = ScaleModel.Capacity(load);
        text.AppendLine().AppendLine(Line($"First bottleneck: {first.Name}, at {most:0} studies a day. {first.Remedy}."));
        var waits = ScaleSimulation.Run(load, Seed);
        text.AppendLine(Line($"Wait for a task, simulated over {waits.Studies} studies: median {waits.Median:0} s, 95 % within {waits.P95:0} s, longest {waits.Longest:0} s; {waits.Launches} launches, at most {waits.Tasks} tasks, {waits.TaskHours:0.#} task hours."));
        return text.ToString();
    }

    /// <summary>The document with its tables made anew between their marks.</summary>
    public static string Replace(string document)
    {
        var parts = document.Split(Begin);
        var tables = Tables();
        if (parts.Length != tables.Count + 1)
            throw new CommandException($"The document must have {tables.Count} marks \"{Begin}\".");
        var text = new StringBuilder(parts[0]);
        foreach (var (part, table) in parts.Skip(1).Zip(tables))
            text.Append(Begin).Append('\n').Append(table).Append(End).Append(part.Split(End, 2)[1]);
        return text.ToString();
    }

    private static IReadOnlyList<string> Tables() => [Summary(), Waits(), .. new[] { Shown[2], Shown[4], Shown[5] }.Select(Stages)];

    private static string Summary()
    {
        var text = new StringBuilder("| studies a day | files a second, peak | tasks | Ingest | fullest | at | room up to | then |\n|---:|---:|---:|---:|---|---:|---:|---|\n");
        foreach (var load in Shown)
        {
            var (most, first) = ScaleModel.Capacity(load);
            var fullest = ScaleModel.Stages(load)[0];
            text.Append(Line($"| {Count(load.StudiesADay)} | {Count(load.PeakFiles)} | {load.Tasks} | {load.IngestConcurrency} | {fullest.Name} | {Share(fullest)} | {Count(most)} | {first.Name} |\n"));
        }
        return text.ToString();
    }

    private static string Waits()
    {
        var text = new StringBuilder("| studies a day | tasks at most | median wait, s | 95 % within, s | longest, s | launches | tasks at once |\n|---:|---:|---:|---:|---:|---:|---:|\n");
        foreach (var load in Shown)
        {
            var waits = ScaleSimulation.Run(load, Seed);
            text.Append(Line($"| {Count(load.StudiesADay)} | {load.Tasks} | {waits.Median:0} | {waits.P95:0} | {waits.Longest:0} | {Count(waits.Launches)} | {waits.Tasks} |\n"));
        }
        return text.ToString();
    }

    private static string Stages(ScaleLoad load)
    {
        var text = new StringBuilder(Line($"{Count(load.StudiesADay)} studies a day, {load.Tasks} tasks, {load.IngestConcurrency} of Ingest:\n\n| stage | demand at the peak | limit | full | what raises it |\n|---|---:|---:|---:|---|\n"));
        foreach (var stage in ScaleModel.Stages(load))
            text.Append(Line($"| {stage.Name} | {Count(stage.Demand)} {stage.Unit} | {Count(stage.Limit)} | {Share(stage)} | {stage.Remedy} |\n"));
        return text.ToString();
    }

    private static string Share(ScaleStage stage) => Line($"{stage.Utilisation * 100:0.#} %");

    private static string Count(double number) => number.ToString(number < 10 ? "0.###" : "#,0", CultureInfo.InvariantCulture);

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

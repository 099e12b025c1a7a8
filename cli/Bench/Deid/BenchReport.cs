using System.Globalization;
using System.Text.Json;

namespace FirstRead.Cli.Bench.Deid;

/// <summary>The table, as Markdown for docs/performance.md or as JSON.</summary>
internal static class BenchReport
{
    private const long MostBytes = 80_000_000;
    private const double MostCpuSeconds = 0.15;

    public static void WriteTable(TextWriter output, IReadOnlyList<BenchRow> rows, IReadOnlyList<string> absent, int rounds)
    {
        output.WriteLine($"{Environment.ProcessorCount} cores, {rounds} rounds, medians; memory is the highest of all rounds.");
        output.WriteLine();
        output.WriteLine("| files | program | seconds | times cp | CPU seconds | peak MB |");
        output.WriteLine("|---|---|---:|---:|---:|---:|");
        foreach (var row in rows)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {row.Set.Title} | {row.Contender.Name} | {row.Seconds:F3} | {row.Ratio:F2} | {row.CpuSeconds:F3} | {row.PeakBytes / 1e6:F0} |"));
        output.WriteLine();
        foreach (var contender in rows.Select(row => row.Contender).Distinct())
            output.WriteLine($"- {contender.Name}: {contender.Does}.");
        foreach (var name in absent)
            output.WriteLine($"- {name}: not on this machine.");
        output.WriteLine();
        foreach (var row in rows.Where(row => row.Contender.Name == Contender.Ours))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(Holds(row) ? "holds " : "FAILS ")} {row.Set.Title}: {Bars(row)}"));
    }

    public static void WriteJson(Stream output, IReadOnlyList<BenchRow> rows, IReadOnlyList<string> absent, int rounds)
    {
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        writer.WriteStartObject();
        writer.WriteNumber("cores", Environment.ProcessorCount);
        writer.WriteNumber("rounds", rounds);
        writer.WriteStartArray("absent");
        foreach (var name in absent)
            writer.WriteStringValue(name);
        writer.WriteEndArray();
        writer.WriteStartArray("rows");
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            writer.WriteString("set", row.Set.Name);
            writer.WriteString("program", row.Contender.Name);
            writer.WriteNumber("seconds", Math.Round(row.Seconds, 4));
            writer.WriteNumber("timesCp", Math.Round(row.Ratio, 3));
            writer.WriteNumber("cpuSeconds", Math.Round(row.CpuSeconds, 4));
            writer.WriteNumber("peakBytes", row.PeakBytes);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static bool Holds(BenchRow row) =>
        row.PeakBytes <= MostBytes && (row.Set.Bar is { } bar ? row.Ratio <= bar : row.CpuSeconds <= MostCpuSeconds);

    private static string Bars(BenchRow row) => row.Set.Bar is { } bar
        ? string.Create(CultureInfo.InvariantCulture, $"{row.Ratio:F2} times cp (at most {bar}), {row.PeakBytes / 1e6:F0} MB (at most 80)")
        : string.Create(CultureInfo.InvariantCulture, $"{row.CpuSeconds:F3} s of CPU in a fresh process (at most {MostCpuSeconds}), {row.PeakBytes / 1e6:F0} MB (at most 80)");
}

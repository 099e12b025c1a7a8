using System.Text.Json;

namespace FirstRead.Cli.Bench.Analyze;

/// <summary>One program on one study: medians over the rounds, of memory the highest.</summary>
/// <param name="Preparing">Of ours: the median part of the time that preprocessing takes; null of the other.</param>
internal sealed record AnalyzeRow(AnalyzeSet Set, string Program, double Seconds, double CpuSeconds, long PeakBytes, double? Preparing);

/// <summary>Both programs in turn, round after round, so that a noisy minute meets both.</summary>
internal sealed class AnalyzeBench(string repository, string folder, string bundles, Action<string> progress)
{
    public const string Ours = "firstread";
    public const string Peer = "pydicom and torch";

    /// <exception cref="CommandException">A program failed, or ours did not analyse the study.</exception>
    public IReadOnlyList<AnalyzeRow> Run(AnalyzeSet set, int rounds)
    {
        var (output, preparing) = (Path.Combine(folder, "output"), new List<double>());
        var commands = new Dictionary<string, string[]>
        {
            [Ours] = [Path.Combine(repository, "firstread"), "analyze", set.Path, "--out", output, "--models", bundles],
            [Peer] = ["/usr/bin/python3", Path.Combine(repository, "eng", "bench", "analyze-with-pytorch.py"), set.Path, set.Bundle, output],
        };
        var runs = commands.Keys.ToDictionary(program => program, _ => new List<Measurement>());
        for (var round = 0; round <= rounds; round++)
            foreach (var (program, command) in commands)
            {
                progress($"{set.Title}, {program}, {(round == 0 ? "warming" : $"round {round} of {rounds}")}");
                if (Directory.Exists(output))
                    Directory.Delete(output, recursive: true);
                var measured = MeasuredProcess.Run(command);
                if (measured.ExitCode != 0)
                    throw new CommandException($"{program} ended with {measured.ExitCode}: its time says nothing.");
                var part = program == Ours ? PreparingOf(output, measured.Seconds) : 0;
                if (round == 0)
                    continue;
                runs[program].Add(measured);
                if (program == Ours)
                    preparing.Add(part);
            }
        return [.. runs.Select(run => new AnalyzeRow(
            set,
            run.Key,
            Median(run.Value.Select(one => one.Seconds)),
            Median(run.Value.Select(one => one.CpuSeconds)),
            run.Value.Max(one => one.PeakBytes),
            run.Key == Ours ? Median(preparing) : null))];
    }

    private static double PreparingOf(string output, double seconds)
    {
        using var result = JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "findings.json")));
        if (result.RootElement.GetProperty("outcome").GetString() != "analysed")
            throw new CommandException($"The study was not analysed: {result.RootElement.GetProperty("reason").GetString()}");
        return result.RootElement.GetProperty("timingsMs").GetProperty("prepare").GetInt64() / 1000.0 / seconds;
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}

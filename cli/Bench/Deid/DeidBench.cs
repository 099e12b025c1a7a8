namespace FirstRead.Cli.Bench.Deid;

/// <summary>Every contender on every set, in rounds one after the other, so that a noisy minute meets them all.</summary>
internal sealed class DeidBench(string folder, IReadOnlyList<Contender> contenders, Action<string> progress)
{
    /// <exception cref="CommandException">A contender wrote less than it was given.</exception>
    public IReadOnlyList<BenchRow> Run(IReadOnlyList<InputSet> sets, int rounds)
    {
        var rows = new List<BenchRow>();
        foreach (var set in sets)
        {
            var input = set.Provide(Path.Combine(folder, "inputs"));
            var runs = contenders.ToDictionary(contender => contender, _ => new List<Measurement>());
            // The first round warms the page cache and the programs; it does not count.
            for (var round = 0; round <= rounds; round++)
                foreach (var contender in contenders)
                {
                    progress($"{set.Title}, {contender.Name}, {(round == 0 ? "warming" : $"round {round} of {rounds}")}");
                    var measured = Measure(contender, input);
                    if (round > 0)
                        runs[contender].Add(measured);
                }
            rows.AddRange(contenders.Select(contender => BenchRow.Of(set, contender, runs[contender], runs[contenders[0]])));
        }
        return rows;
    }

    private Measurement Measure(Contender contender, string input)
    {
        var output = Path.Combine(folder, "output");
        if (Directory.Exists(output))
            Directory.Delete(output, recursive: true);
        Directory.CreateDirectory(output);
        if (contender.InPlace)
            MeasuredProcess.Run(["cp", "-r", input + "/.", output]);
        var measured = MeasuredProcess.Run(contender.Command(input, output));
        var (given, got) = (Count(input), Count(output));
        // At once, before the system writes to the disk what nobody will read.
        Directory.Delete(output, recursive: true);
        return measured.ExitCode == 0 && given == got
            ? measured
            : throw new CommandException($"{contender.Name} ended with {measured.ExitCode} and {got} of {given} files: its time says nothing.");
    }

    private static int Count(string path) => Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Count();
}

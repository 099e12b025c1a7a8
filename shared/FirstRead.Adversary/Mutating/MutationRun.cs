namespace FirstRead.Adversary.Mutating;

/// <summary>Case after case from one seed of random numbers; a case depends on the seed and its own number alone.</summary>
public sealed class MutationRun(IReadOnlyList<SeedFile> seeds, int seed, Trial trial, TimeSpan bound, long mostAllocated)
{
    private readonly SortedDictionary<string, int> codes = new(StringComparer.Ordinal);

    /// <summary>Cases by what became of them.</summary>
    public IReadOnlyDictionary<string, int> Codes => codes;

    public int Cases { get; private set; }

    public (int Case, TimeSpan Time) Slowest { get; private set; }

    public (int Case, long Bytes) Hungriest { get; private set; }

    /// <summary>The file of a case.</summary>
    public byte[] FileOf(int number)
    {
        // Any mixing does that gives neighbours different numbers.
        var random = new Random(HashOf(seed, number));
        return Mutator.Mutate(seeds, seeds[random.Next(seeds.Count)], random);
    }

    /// <summary>Runs one case.</summary>
    /// <returns>What must never happen, with the case's number; null when all is well.</returns>
    public string? Next(int number)
    {
        var file = FileOf(number);
        var verdict = Watchdog.Run(() => trial.Run(file), bound);
        Cases++;
        if (verdict is null)
            return $"case {number} of seed {seed} ({file.Length} bytes) did not end within {bound.TotalSeconds:0} s";
        codes[verdict.Code] = codes.GetValueOrDefault(verdict.Code) + 1;
        if (verdict.Time > Slowest.Time)
            Slowest = (number, verdict.Time);
        if (verdict.Allocated > Hungriest.Bytes)
            Hungriest = (number, verdict.Allocated);
        return verdict.Fault is { } fault ? $"case {number} of seed {seed}: {fault}"
            : verdict.Allocated > mostAllocated + 40L * file.Length ? $"case {number} of seed {seed} allocated {verdict.Allocated:N0} bytes for a file of {file.Length:N0}"
            : null;
    }

    // FNV-1a, for HashCode.Combine differs from process to process.
    private static int HashOf(int first, int second)
    {
        var hash = 2166136261u;
        foreach (var value in new[] { first, second })
            for (var shift = 0; shift < 32; shift += 8)
                hash = (hash ^ (byte)(value >> shift)) * 16777619u;
        return (int)hash;
    }
}

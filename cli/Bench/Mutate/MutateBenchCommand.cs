using System.CommandLine;
using System.Diagnostics;
using FirstRead.Adversary.Mutating;

namespace FirstRead.Cli.Bench.Mutate;

/// <summary><c>firstread bench mutate</c>: broken files through reader, decoder, de-identifier and writer, for as long as one likes.</summary>
public static class MutateBenchCommand
{
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var minutes = new Option<double>("--minutes") { Description = "How long.", DefaultValueFactory = _ => 1 };
        var seed = new Option<int>("--seed") { Description = "Of the random numbers.", DefaultValueFactory = _ => 1 };
        var from = new Option<int>("--from") { Description = "The first case; a case depends on the seed, the corpus and its number alone." };
        var cases = new Option<int>("--cases") { Description = "At most so many cases.", DefaultValueFactory = _ => int.MaxValue };
        var corpus = new Option<DirectoryInfo?>("--corpus") { Description = "Also mutate the files of this folder (at most 2 MiB each)." };
        var save = new Option<DirectoryInfo?>("--save") { Description = "Where failing files are kept. Standard: the current folder." };
        var command = new Command("mutate", "Break files at random and watch what becomes of them.") { minutes, seed, from, cases, corpus, save };
        command.SetAction((parsed, cancel) =>
        {
            var seeds = SeedFiles.Create().Concat(Corpus(parsed.GetValue(corpus))).ToList();
            var run = new MutationRun(seeds, parsed.GetValue(seed), new Trial { Decode = true }, Bound, mostAllocated: 512L << 20);
            var end = TimeSpan.FromMinutes(parsed.GetValue(minutes));
            var (watch, said, faults) = (Stopwatch.StartNew(), TimeSpan.Zero, 0);
            var last = parsed.GetValue(from) + (long)parsed.GetValue(cases);
            for (var number = parsed.GetValue(from); number < last && watch.Elapsed < end && !cancel.IsCancellationRequested; number++)
            {
                if (run.Next(number) is { } fault)
                {
                    faults++;
                    var path = Path.Combine(parsed.GetValue(save)?.FullName ?? ".", $"mutate-{parsed.GetValue(seed)}-{number}.dcm");
                    File.WriteAllBytes(path, run.FileOf(number));
                    Console.WriteLine($"{fault}\n  kept as {path}");
                }
                if (watch.Elapsed - said < BetweenLines)
                    continue;
                said = watch.Elapsed;
                // Should a decoder's library end the process, this is how near the case is.
                Console.Error.WriteLine($"case {number}, {watch.Elapsed.TotalSeconds:0} s, {faults} faults");
            }
            Console.WriteLine($"{run.Cases:N0} cases of {seeds.Count} files in {watch.Elapsed.TotalSeconds:0} s, {faults} faults");
            foreach (var (code, count) in run.Codes)
                Console.WriteLine($"  {code,-28} {count,9:N0}");
            Console.WriteLine($"  slowest: case {run.Slowest.Case}, {run.Slowest.Time.TotalMilliseconds:N0} ms; most allocated: case {run.Hungriest.Case}, {run.Hungriest.Bytes / 1048576.0:N1} MiB");
            return Task.FromResult(faults == 0 ? 0 : 1);
        });
        return command;
    }

    private static IEnumerable<SeedFile> Corpus(DirectoryInfo? folder) => folder is null
        ? []
        : folder.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Length is > 200 and < 2 << 20 && file.Extension != ".tsv")
            .OrderBy(file => file.FullName, StringComparer.Ordinal)
            .Select(file => new SeedFile(Path.GetRelativePath(folder.FullName, file.FullName), File.ReadAllBytes(file.FullName)));
}

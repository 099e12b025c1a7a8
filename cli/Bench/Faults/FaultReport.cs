using System.Globalization;
using System.Text.Json;
using FirstRead.Cli.Bench.Faults.Checks;

namespace FirstRead.Cli.Bench.Faults;

/// <summary>One run: what fell, what held.</summary>
/// <param name="Acts">Of the reader, by how she saw them end.</param>
/// <param name="Unrest">What still was on its way when the run was given up; none where all came to rest.</param>
/// <param name="Leftovers">Figures that break no promise.</param>
public sealed record FaultReport(
    int Seed,
    int Studies,
    int Files,
    TimeSpan Took,
    IReadOnlyDictionary<string, int> Faults,
    IReadOnlyDictionary<string, int> Struck,
    IReadOnlyDictionary<string, int> Acts,
    IReadOnlyDictionary<string, int> Ends,
    IReadOnlyDictionary<string, int> Leftovers,
    IReadOnlyList<FaultCheck> Checks,
    IReadOnlyList<string> Unrest)
{
    private const int Shown = 8;

    public bool Ok => Unrest.Count == 0 && Checks.All(check => check.Ok);

    public void Write(TextWriter output)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seed {Seed}: {Studies} studies, {Files} files, {Took.TotalSeconds:0} s"));
        output.WriteLine($"  faults   {Line(Faults)}");
        output.WriteLine($"  struck   {Line(Struck)}");
        output.WriteLine($"  acts     {Line(Acts)}");
        output.WriteLine($"  ends     {Line(Ends)}");
        output.WriteLine($"  besides  {Line(Leftovers)}");
        foreach (var check in Checks)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(check.Ok ? "held  " : "BROKEN")} {check.Of,6}  {check.Promise}"));
            foreach (var broken in check.Broken.Take(Shown))
                output.WriteLine($"                 {broken}");
        }
        foreach (var moving in Unrest.Take(Shown))
            output.WriteLine($"  NOT AT REST    {moving}");
        output.WriteLine(Ok ? $"  Seed {Seed}: every promise held." : $"  Seed {Seed}: BROKEN. Repeat it with --seed {Seed} --studies {Studies}.");
    }

    public object ToJson() => new
    {
        seed = Seed,
        studies = Studies,
        files = Files,
        seconds = Math.Round(Took.TotalSeconds, 1),
        ok = Ok,
        faults = Faults,
        struck = Struck,
        acts = Acts,
        ends = Ends,
        leftovers = Leftovers,
        checks = Checks.Select(check => new { promise = check.Promise, of = check.Of, broken = check.Broken }),
        unrest = Unrest,
    };

    public static string ToJson(IReadOnlyList<FaultReport> reports) =>
        JsonSerializer.Serialize(new { ok = reports.All(report => report.Ok), runs = reports.Select(report => report.ToJson()) });

    private static string Line(IReadOnlyDictionary<string, int> counts) => counts.Count == 0 ? "none" : string.Join(", ", counts.Select(count => $"{count.Key} {count.Value}"));
}

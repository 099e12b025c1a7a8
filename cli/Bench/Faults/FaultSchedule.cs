using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace FirstRead.Cli.Bench.Faults;

/// <summary>What is to go wrong in one run, all of it drawn from the seed: shares for the stores and events, windows of trouble, and whom to kill when.</summary>
/// <param name="Plan">As the local cloud reads it (local/Faults/FaultPlan.cs).</param>
/// <param name="Strikes">In the order of their times.</param>
public sealed record FaultSchedule(int Seed, JsonObject Plan, IReadOnlyList<Strike> Strikes)
{
    /// <summary>Studies from which a run is long enough for what takes minutes to heal.</summary>
    public const int LongRun = 100;

    private const int PlannedSeconds = 3600;

    private static readonly (string Program, int Weight)[] Victims = [("ingest", 5), ("inference", 3), ("uploads", 2), ("triage", 2), ("reconcile", 2), ("api", 1)];
    private static readonly (string Kind, double Every, double Lasts)[] Troubles = [("full-disk", 60, 4), ("slow-disk", 45, 6), ("stalled-shard", 50, 8), ("dynamodb-away", 70, 3)];

    public static FaultSchedule Of(int seed, int studies)
    {
        var random = new Random(seed);
        var isLong = studies >= LongRun;
        double Share(double most) => Math.Round(random.NextDouble() * most, 4);
        var plan = new JsonObject
        {
            ["seed"] = seed,
            ["dynamoDb"] = Store(Share(0.02), Share(0.02), Share(0.01), Share(0.01), Share(0.004), isLong ? 6 : 2),
            ["s3"] = Store(Share(0.03), Share(0.02), Share(0.01), Share(0.03), Share(0.005), isLong ? 6 : 2),
            ["uploads"] = Events(Share(0.03), Share(0.2), Share(0.2), isLong ? 8 : 3),
            // A record that is lost is looked for after two minutes: too long for a short run.
            ["stream"] = Events(isLong ? Share(0.1) : 0, Share(0.3), Share(0.3), 3),
            ["writesPerKey"] = random.Next(20, 60),
            ["transactionMs"] = random.Next(20, 120),
            ["indexLagSeconds"] = 1.0,
            ["clockSkewSeconds"] = random.Next(5, 20),
            ["windows"] = new JsonArray([.. Windows(random, isLong)]),
        };
        IReadOnlyList<Strike> strikes = [.. Strike.Draw(random, Victims, isLong ? 5 : 3, PlannedSeconds)];
        // Few messages go, so that many of them must fail.
        plan["sns"] = Store(Share(0.2), Share(0.2), Share(0.15), Share(0.15), Share(0.05), isLong ? 6 : 2);
        return new FaultSchedule(seed, plan, strikes);
    }

    /// <summary>In words, for whoever reads or repeats the run: what was planned until the run was over.</summary>
    public void Write(TextWriter output, TimeSpan until)
    {
        foreach (var (name, value) in Plan)
            if (name != "windows")
                output.WriteLine($"  {name} {value!.ToJsonString()}");
        foreach (var window in Plan["windows"]!.AsArray().Where(window => (double)window!["from"]! < until.TotalSeconds))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {(double)window!["from"]!,7:0.0} s  {(string)window["kind"]!} until {(double)window["to"]!:0.0} s"));
        foreach (var strike in Strikes.Where(strike => strike.At < until))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {strike.At.TotalSeconds,7:0.0} s  {strike.What} {strike.Program}"));
    }

    public void Save(string path) => File.WriteAllText(path, Plan.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));

    private static JsonObject Store(double error, double throttle, double lostAnswer, double reset, double stall, double stallSeconds) => new()
    {
        ["error"] = error,
        ["throttle"] = throttle,
        ["lostAnswer"] = lostAnswer,
        ["reset"] = reset,
        ["stall"] = stall,
        ["stallSeconds"] = stallSeconds,
    };

    private static JsonObject Events(double drop, double duplicate, double late, double lateSeconds) => new()
    {
        ["drop"] = drop,
        ["duplicate"] = duplicate,
        ["late"] = late,
        ["lateSeconds"] = lateSeconds,
    };

    /// <summary>The first of each early, so that a short run meets them too.</summary>
    private static IEnumerable<JsonObject> Windows(Random random, bool isLong)
    {
        foreach (var (kind, every, lasts) in Troubles)
            for (var at = random.NextDouble() * 15; at < PlannedSeconds; at += every * (0.5 + random.NextDouble()))
                yield return new JsonObject
                {
                    ["kind"] = kind,
                    ["from"] = Math.Round(at, 1),
                    ["to"] = Math.Round(at + lasts * (isLong ? 0.5 + random.NextDouble() : 0.5), 1),
                };
    }
}

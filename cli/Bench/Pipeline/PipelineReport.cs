using System.Text.Json;
using System.Text.Json.Serialization;

namespace FirstRead.Cli.Bench.Pipeline;

/// <summary>All that was measured, and whether it is as it must be.</summary>
public sealed record PipelineReport(PipelineOrder Order, int Cores)
{
    public IReadOnlyList<OneImageRow> Warm { get; init; } = [];

    public IReadOnlyList<OneImageRow> Cold { get; init; } = [];

    public IReadOnlyList<ArrivalRow> Arrivals { get; init; } = [];

    public SoakReport? Soak { get; init; }

    /// <summary>The largest resident set by process, bytes.</summary>
    public IReadOnlyDictionary<string, long> Peaks { get; init; } = new Dictionary<string, long>();

    public IReadOnlyList<PipelineCheck> Checks => PipelineTargets.Check(this);

    public bool Ok => Checks.All(check => check.Holds);

    public string ToJson() => JsonSerializer.Serialize(this, PipelineJson.Default.PipelineReport);
}

/// <param name="What">With what was measured and what may be.</param>
public sealed record PipelineCheck(string What, bool Holds);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(PipelineReport))]
internal sealed partial class PipelineJson : JsonSerializerContext;

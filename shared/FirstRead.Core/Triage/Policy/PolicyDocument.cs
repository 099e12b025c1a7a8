using System.Text.Json;
using System.Text.Json.Serialization;
using FirstRead.Core.Analysis;
using FirstRead.Core.Triage.OnCall;

namespace FirstRead.Core.Triage.Policy;

/// <summary>The policy as a JSON document (docs/alerts.md). A member that is unknown or missing is refused.</summary>
public static class PolicyDocument
{
    /// <summary>triage-policy.json beside this file: what holds where a deployment has none of its own.</summary>
    public static TriagePolicy Standard { get; } = Parse(ReadStandard());

    /// <exception cref="FormatException">The document is no policy that may be used; the message says what to mend, one line each.</exception>
    public static TriagePolicy Parse(string json)
    {
        var policy = Read(json);
        return policy.Problems() is { Count: > 0 } problems ? throw new FormatException(string.Join('\n', problems)) : policy;
    }

    public static string Write(TriagePolicy policy) => JsonSerializer.Serialize(policy, PolicyJson.Default.TriagePolicy);

    private static TriagePolicy Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, PolicyJson.Default.TriagePolicy) ?? throw new FormatException("a policy is an object");
        }
        catch (JsonException problem)
        {
            throw new FormatException($"{problem.Path}: {problem.Message}", problem);
        }
    }

    private static string ReadStandard()
    {
        using var stream = typeof(PolicyDocument).Assembly.GetManifestResourceStream("Triage/triage-policy.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    Converters = [typeof(ClockTimeConverter), typeof(DayConverter), typeof(RiskConverter), typeof(OutcomeConverter), typeof(ActionConverter)])]
[JsonSerializable(typeof(TriagePolicy))]
public sealed partial class PolicyJson : JsonSerializerContext;

internal sealed class ActionConverter() : TextConverter<TriageAction>(
    name => name switch
    {
        "record" => TriageAction.Record,
        "alert" => TriageAction.Alert,
        _ => throw new FormatException($"'{name}' is no action: alert or record"),
    },
    action => action == TriageAction.Alert ? "alert" : "record");

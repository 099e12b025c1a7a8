using System.Text.Json.Nodes;

namespace FirstRead.Local.Lambda;

/// <summary>Lambda's event filter (Developer Guide, "Control which events Lambda sends to your function"): values, prefixes, existence.</summary>
public sealed class EventPattern
{
    private readonly JsonObject _pattern;

    private EventPattern(JsonObject pattern) => _pattern = pattern;

    /// <exception cref="NotSupportedException">It uses a rule that is not known here.</exception>
    public static EventPattern Parse(string json)
    {
        var pattern = JsonNode.Parse(json)!.AsObject();
        Check(pattern);
        return new(pattern);
    }

    public bool Matches(JsonNode record) => Holds(_pattern, record);

    private static bool Holds(JsonObject pattern, JsonNode? record) => pattern.All(member => (member.Value, record is JsonObject values ? values[member.Key] : null) switch
    {
        (JsonObject inner, var value) => Holds(inner, value),
        (var rules, var value) => rules!.AsArray().Any(rule => Accepts(rule, value)),
    });

    private static bool Accepts(JsonNode? rule, JsonNode? value) => rule switch
    {
        JsonObject { Count: 1 } named when named["prefix"] is { } prefix => value is JsonValue text && text.ToString().StartsWith((string)prefix!, StringComparison.Ordinal),
        JsonObject { Count: 1 } named => (bool)named["exists"]! == (value is JsonValue),
        _ => JsonNode.DeepEquals(rule, value),
    };

    private static void Check(JsonObject pattern)
    {
        foreach (var (name, inner) in pattern)
            if (inner is JsonObject deeper)
                Check(deeper);
            else if (inner is not JsonArray rules || rules.Any(rule => rule is JsonObject named && (named.Count != 1 || named.First().Key is not ("prefix" or "exists"))))
                throw new NotSupportedException($"The local cloud does not know the filter at {name}.");
    }
}

using System.Text.Json.Nodes;

namespace FirstRead.Local.Iam;

/// <summary>One statement of a policy, references resolved.</summary>
/// <param name="Actions">Patterns; with <paramref name="AllActionsBut"/>, those that it is not about.</param>
/// <param name="Resources">Patterns of ARNs; with <paramref name="AllResourcesBut"/>, those that it is not about. Empty in a policy of what it stands at: that alone.</param>
/// <param name="Principals">Whom a resource's policy speaks of: <c>*</c>, ARNs, names of services. Empty in a role's own policy.</param>
public sealed record PolicyStatement(
    bool Allows,
    IReadOnlyList<string> Actions,
    bool AllActionsBut,
    IReadOnlyList<string> Resources,
    bool AllResourcesBut,
    IReadOnlyList<string> Principals,
    IReadOnlyList<Condition> Conditions)
{
    /// <summary>May do everything that no policy denies.</summary>
    public static PolicyStatement Everything { get; } = new(true, ["*"], false, ["*"], false, [], []);

    /// <param name="document">A policy document; null has no statements.</param>
    public static IReadOnlyList<PolicyStatement> ReadAll(JsonNode? document) => document?["Statement"] switch
    {
        JsonArray statements => [.. statements.Select(statement => Read(statement!.AsObject()))],
        JsonObject statement => [Read(statement)],
        _ => [],
    };

    public bool IsAbout(AccessRequest request) =>
        Actions.Any(pattern => Wildcard.Matches(pattern, request.Action, StringComparison.OrdinalIgnoreCase)) != AllActionsBut
        && (Resources.Count == 0 || Resources.Any(pattern => Wildcard.Matches(pattern, request.Resource)) != AllResourcesBut)
        && Conditions.All(condition => condition.Holds(request));

    private static PolicyStatement Read(JsonObject statement) => new(
        (string?)statement["Effect"] == "Allow",
        Texts(statement["Action"] ?? statement["NotAction"]), statement.ContainsKey("NotAction"),
        Texts(statement["Resource"] ?? statement["NotResource"]), statement.ContainsKey("NotResource"),
        PrincipalsOf(statement["Principal"]),
        [.. from condition in statement["Condition"]?.AsObject() ?? []
            from key in condition.Value!.AsObject()
            select new Condition(condition.Key, key.Key, Texts(key.Value))]);

    private static IReadOnlyList<string> PrincipalsOf(JsonNode? node) =>
        node is JsonObject byKind ? [.. byKind.SelectMany(kind => Texts(kind.Value))] : Texts(node);

    private static IReadOnlyList<string> Texts(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => [.. list.Select(item => item!.ToString())],
        _ => [node.ToString()],
    };
}

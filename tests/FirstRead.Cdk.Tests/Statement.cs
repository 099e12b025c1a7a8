using System.Text.Json.Nodes;

namespace FirstRead.Cdk.Tests;

/// <summary>One allowing statement of a role, whether inline or attached.</summary>
internal sealed record Statement(string Role, IReadOnlyList<string> Actions, IReadOnlyList<string> Resources, IReadOnlyList<string> NotResources, string Condition)
{
    public static IReadOnlyList<Statement> All { get; } = [.. Inline().Concat(Attached())];

    public static IEnumerable<Statement> Of(string role) => All.Where(statement => statement.Role == role);

    /// <summary>By role: every action allowed on a resource whose ARN contains the text.</summary>
    public static Dictionary<string, string[]> Touching(string text) => All
        .Where(statement => statement.Resources.Any(resource => resource.Contains(text, StringComparison.Ordinal)))
        .GroupBy(statement => statement.Role)
        .ToDictionary(group => group.Key, group => group.SelectMany(statement => statement.Actions).Distinct().Order(StringComparer.Ordinal).ToArray());

    private static IEnumerable<Statement> Inline() =>
        from role in Template.Default.OfType("AWS::IAM::Role")
        from policy in role.Properties["Policies"]?.AsArray() ?? []
        from statement in Read(NameOf(role), policy!["PolicyDocument"]!)
        select statement;

    private static IEnumerable<Statement> Attached() =>
        from policy in Template.Default.OfType("AWS::IAM::Policy")
        from role in Template.Texts(policy.Properties["Roles"])
        from statement in Read(NameOf(Template.Default.ById(role.Trim('{', '}'))), policy.Properties["PolicyDocument"]!)
        select statement;

    private static IEnumerable<Statement> Read(string role, JsonNode document) =>
        from statement in document["Statement"]!.AsArray()
        where Template.Text(statement!["Effect"]) == "Allow"
        select new Statement(
            role, Template.Texts(statement["Action"]), Template.Texts(statement["Resource"]), Template.Texts(statement["NotResource"]), statement[nameof(Condition)]?.ToJsonString() ?? "");

    private static string NameOf(Resource role) => role.Properties["RoleName"] is { } name ? Template.Text(name) : role.Id;
}

using System.IO.Enumeration;
using System.Text.Json.Nodes;

namespace FirstRead.Cdk.Tests;

/// <summary>One allowing statement of a role, whether inline or attached.</summary>
internal sealed record Statement(
    string Role,
    IReadOnlyList<string> Actions,
    IReadOnlyList<string> NotActions,
    IReadOnlyList<string> Resources,
    IReadOnlyList<string> NotResources,
    string Condition)
{
    /// <summary>Of the default template.</summary>
    public static IReadOnlyList<Statement> All { get; } = In(Template.Default);

    public static IReadOnlyList<Statement> In(Template template) => [.. Inline(template).Concat(Attached(template))];

    public static IEnumerable<Statement> Of(string role) => All.Where(statement => statement.Role == role);

    /// <summary>By role: every action allowed on a resource whose ARN contains the text.</summary>
    public static Dictionary<string, string[]> Touching(string text) => All
        .Where(statement => statement.Resources.Any(resource => resource.Contains(text, StringComparison.Ordinal)))
        .GroupBy(statement => statement.Role)
        .ToDictionary(group => group.Key, group => group.SelectMany(statement => statement.Actions).Distinct().Order(StringComparer.Ordinal).ToArray());

    /// <summary>Whether IAM would match the resource, conditions aside.</summary>
    public bool Reaches(string arn) =>
        Resources.Any(pattern => Matches(pattern, arn)) || (NotResources.Count > 0 && NotResources.All(pattern => !Matches(pattern, arn)));

    private static bool Matches(string pattern, string arn) => FileSystemName.MatchesSimpleExpression(pattern, arn, ignoreCase: false);

    private static IEnumerable<Statement> Inline(Template template) =>
        from role in template.OfType("AWS::IAM::Role")
        from policy in role.Properties["Policies"]?.AsArray() ?? []
        from statement in Read(NameOf(role), policy!["PolicyDocument"]!)
        select statement;

    private static IEnumerable<Statement> Attached(Template template) =>
        from policy in template.OfType("AWS::IAM::Policy").Concat(template.OfType("AWS::IAM::ManagedPolicy"))
        from role in Template.Texts(policy.Properties["Roles"])
        from statement in Read(NameOf(template.ById(role.Trim('{', '}'))), policy.Properties["PolicyDocument"]!)
        select statement;

    private static IEnumerable<Statement> Read(string role, JsonNode document) =>
        from statement in document["Statement"]!.AsArray()
        where Template.Text(statement!["Effect"]) == "Allow"
        select new Statement(
            role, Template.Texts(statement["Action"]), Template.Texts(statement["NotAction"]), Template.Texts(statement["Resource"]), Template.Texts(statement["NotResource"]),
            statement[nameof(Condition)]?.ToJsonString() ?? "");

    private static string NameOf(Resource role) => role.Properties["RoleName"] is { } name ? Template.Text(name) : role.Id;
}

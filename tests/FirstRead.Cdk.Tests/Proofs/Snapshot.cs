using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FirstRead.Cdk.Tests.Proofs;

/// <summary>
/// A template as a page of text that a person reads in a diff: a line for each resource, a line for each value that is not a default of
/// ours, policies as sentences. Hashes of ids and of code are left out.
/// </summary>
internal static partial class Snapshot
{
    private static readonly string[] Silent = ["Tags", "UserPoolTags", "ResourceTags", "Code", "AssumeRolePolicyDocument", "Layers", "EncodedKey", "FunctionCode", "DashboardBody"];

    public static IReadOnlyList<string> Of(Template template)
    {
        var names = template.All.ToDictionary(resource => resource.Id, resource => Hash().Replace(resource.Id, ""));
        return [.. template.All.OrderBy(resource => resource.Type, StringComparer.Ordinal).ThenBy(resource => resource.Id, StringComparer.Ordinal).SelectMany(resource => Lines(resource, names))];
    }

    private static IEnumerable<string> Lines(Resource resource, Dictionary<string, string> names) =>
    [
        $"{resource.Type} {names[resource.Id]}",
        .. resource.Properties.Where(property => !Silent.Contains(property.Key)).SelectMany(property => Values(property.Key, property.Value))
            .Select(line => $"  {Named(line, names)}").Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Values(string path, JsonNode? node) => node switch
    {
        JsonObject document when document["Statement"] is JsonArray statements => statements.Select(statement => $"{path}: {Sentence(statement!.AsObject())}"),
        JsonObject value when IsReference(value) => [$"{path}: {Template.Text(value)}"],
        JsonObject members => members.SelectMany(member => Values($"{path}.{member.Key}", member.Value)),
        JsonArray items when items.All(item => item is JsonValue || item is JsonObject value && IsReference(value)) => [$"{path}: {string.Join(", ", items.Select(Template.Text))}"],
        JsonArray items => items.SelectMany(item => Values($"{path}[]", item)),
        _ => [$"{path}: {Template.Text(node)}"],
    };

    private static bool IsReference(JsonObject value) => value.Count == 1 && (value.ContainsKey("Ref") || value.First().Key.StartsWith("Fn::", StringComparison.Ordinal));

    private static string Sentence(JsonObject statement)
    {
        string Of(string member) => string.Join(", ", Template.Texts(statement[member]));
        var resources = statement.ContainsKey("NotResource") ? $"all but {Of("NotResource")}" : Of("Resource");
        var principal = statement["Principal"] is { } named ? $" {Principal(named)}" : "";
        var condition = statement["Condition"] is { } conditions ? $" if {conditions.ToJsonString()}" : "";
        return $"{Of("Effect")}{principal}: {Of("Action")} on {resources}{condition}";
    }

    private static string Principal(JsonNode principal) => principal is JsonObject named ? string.Join(", ", named.SelectMany(each => Template.Texts(each.Value))) : principal.ToString();

    private static string Named(string line, Dictionary<string, string> names) =>
        Reference().Replace(line, match => names.GetValueOrDefault(match.Value, match.Value));

    [GeneratedRegex("[0-9A-F]{8}$")]
    private static partial Regex Hash();

    [GeneratedRegex("[A-Za-z][A-Za-z0-9]+")]
    private static partial Regex Reference();
}

using System.Text.Json;
using System.Text.Json.Nodes;
using FirstRead.Testing;

namespace FirstRead.Reports.Tests.Fhir;

/// <summary>The rows of r4-elements.tsv, and where a resource breaks them.</summary>
internal static class R4
{
    private static readonly Dictionary<string, Element> Elements = File.ReadLines(RepositoryRoot.Combine("tests", "FirstRead.Reports.Tests", "Fhir", "r4-elements.tsv"))
        .Where(line => !line.StartsWith('#'))
        .Select(line => line.Split('\t'))
        .ToDictionary(cells => cells[0], cells => new Element(cells[0], int.Parse(cells[1]), cells[2] == "*", cells[3].Split('|'), cells[4].Split(' '), cells[5].Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    private sealed record Element(string Path, int Min, bool Many, string[] Types, string[] Targets, string[] Codes);

    /// <summary>Every element at any depth that R4 does not know, misses, counts otherwise or gives other codes.</summary>
    /// <param name="typeAt">The resource type that a reference of the bundle leads to; null where it leads nowhere.</param>
    public static IReadOnlyList<string> Problems(JsonObject resource, Func<string, string?> typeAt)
    {
        var type = (string)resource["resourceType"]!;
        return [.. Walk(resource, type, type, typeAt)];
    }

    private static IEnumerable<string> Walk(JsonObject holder, string type, string at, Func<string, string?> typeAt)
    {
        foreach (var missing in Children(type).Where(element => element.Min > 0 && NamesOf(element).All(name => !holder.ContainsKey(name))))
            yield return $"{at}: lacks {missing.Path}";
        foreach (var (name, value) in holder.Where(field => field.Key != "resourceType"))
            foreach (var problem in Check(name, value, type, $"{at}.{name}", typeAt))
                yield return problem;
    }

    private static IEnumerable<string> Check(string name, JsonNode? value, string type, string at, Func<string, string?> typeAt)
    {
        if (Children(type).SingleOrDefault(element => NamesOf(element).Contains(name)) is not { } element)
            return [$"{at}: is not in R4"];
        if (element.Many != value is JsonArray)
            return [$"{at}: {(element.Many ? "must" : "must not")} be a list"];
        if (value is JsonArray { Count: 0 } or null)
            return [$"{at}: is empty"];
        var childType = element.Types.Length == 1 ? element.Types[0] : element.Types.Single(one => name.EndsWith(one, StringComparison.OrdinalIgnoreCase));
        JsonNode?[] items = value is JsonArray list ? [.. list] : [value];
        return items.SelectMany((item, index) => CheckOne(item, element, childType, items.Length > 1 ? $"{at}[{index}]" : at, typeAt));
    }

    private static IEnumerable<string> CheckOne(JsonNode? item, Element element, string type, string at, Func<string, string?> typeAt)
    {
        if (item is JsonObject inner)
        {
            // One that only names what it means (display) leads nowhere and need not.
            if (type == "Reference" && inner["reference"] is { } reference && (typeAt((string)reference!) is not { } target || !element.Targets.Contains(target)))
                return [$"{at}: does not lead to one of {string.Join(' ', element.Targets)}"];
            return type == "Resource" ? [] : Walk(inner, type is "BackboneElement" or "Element" ? element.Path : type, at, typeAt);
        }
        if (char.IsUpper(type[0]))
            return [$"{at}: is no {type}"];
        return element.Codes.Length > 0 && !element.Codes.Contains((string)item!) ? [$"{at}: {item} is not in the value set"] : Lexical(item!, type, at);
    }

    /// <summary>The patterns of R4's primitive types.</summary>
    private static IEnumerable<string> Lexical(JsonNode item, string type, string at)
    {
        var pattern = type switch
        {
            "id" => @"^[A-Za-z0-9\-\.]{1,64}$",
            "code" => @"^[^\s]+(\s[^\s]+)*$",
            "date" => @"^\d{4}-\d{2}-\d{2}$",
            "dateTime" => @"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?$",
            "instant" => @"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$",
            "unsignedInt" => @"^(0|[1-9]\d*)$",
            "decimal" => @"^-?(0|[1-9]\d*)(\.\d+)?$",
            "base64Binary" => @"^[A-Za-z0-9+/]+=*$",
            "uri" => @"^\S+$",
            _ => @"[\s\S]",
        };
        var number = type is "unsignedInt" or "decimal";
        return System.Text.RegularExpressions.Regex.IsMatch(item.ToString(), pattern) && number == (item.GetValueKind() == JsonValueKind.Number) ? [] : [$"{at}: is no {type}"];
    }

    private static IEnumerable<Element> Children(string type) =>
        Elements.Values.Where(element => element.Path.Length > type.Length && element.Path.StartsWith($"{type}.", StringComparison.Ordinal) && !element.Path[(type.Length + 1)..].Contains('.'));

    private static IEnumerable<string> NamesOf(Element element)
    {
        var name = element.Path[(element.Path.LastIndexOf('.') + 1)..];
        return name.EndsWith("[x]", StringComparison.Ordinal) ? element.Types.Select(type => $"{name[..^3]}{char.ToUpperInvariant(type[0])}{type[1..]}") : [name];
    }
}

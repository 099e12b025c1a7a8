using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FirstRead.Core.Access;
using FirstRead.Testing;

namespace FirstRead.Functions.Tests.OpenApi;

/// <summary>
/// docs/openapi.json (OpenAPI 3.1.1): the rows of the authorization table, each with its <see cref="Shape"/> and the words of its row in
/// docs/api.md; the problems are those of that page's table.
/// </summary>
public static partial class OpenApiDocument
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Path { get; } = RepositoryRoot.Combine("docs", "openapi.json");

    public static string Page { get; } = File.ReadAllText(RepositoryRoot.Combine("docs", "api.md"));

    /// <summary>By status: the codes of docs/api.md.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Codes { get; } = Page.Split("## Errors")[1].Split('\n')
        .Select(line => ErrorRow().Match(line)).Where(row => row.Success)
        .ToDictionary(row => row.Groups[1].Value, row => (IReadOnlyList<string>)[.. Quoted().Matches(Outside(row.Groups[2].Value)).Select(code => code.Groups[1].Value)]);

    public static JsonObject Build()
    {
        var schemas = new TypeSchemas();
        var paths = new JsonObject();
        foreach (var row in AuthorizationTable.All)
        {
            var path = paths[row.Path]?.AsObject() ?? [];
            path[row.Method.ToLowerInvariant()] = Operation(Shapes.Of(row), schemas);
            paths[row.Path] = path;
        }
        var components = schemas.Components;
        components["Problem"] = Problem();
        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "FirstRead",
                ["version"] = "1",
                ["description"] = "Generated from shared/FirstRead.Core/Access/AuthorizationTable.cs and the bodies of functions/; docs/api.md says it in words. Research use, not for diagnosis.",
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["security"] = new JsonArray(new JsonObject { ["accessToken"] = new JsonArray() }),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject { ["accessToken"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT" } },
                ["responses"] = new JsonObject { ["Problem"] = Response("What went wrong: RFC 9457", "application/problem+json", Referred("Problem")) },
                ["schemas"] = components,
            },
        };
    }

    public static string Text(JsonObject document) => document.ToJsonString(Indented).ReplaceLineEndings("\n") + "\n";

    /// <summary>The cell of docs/api.md that says what a row is for.</summary>
    public static string? WordsOf(Permission row) => Page.Split('\n')
        .Select(line => EndpointRow().Match(line))
        .FirstOrDefault(match => match.Success && match.Groups[1].Value == row.Method && match.Groups[2].Value == row.Path)?.Groups[3].Value.Replace("\\|", "|").Trim();

    private static JsonObject Operation(Shape shape, TypeSchemas schemas)
    {
        var row = shape.Row;
        var operation = new JsonObject
        {
            ["operationId"] = NameOf(row),
            ["tags"] = new JsonArray(row.Server.ToString()),
            ["description"] = WordsOf(row) ?? throw new AssertionException($"{row} has no row in docs/api.md: add one, `| `{row}` | roles | what |`."),
            ["x-roles"] = new JsonArray([.. row.Roles.Select(role => (JsonNode)RoleNames.Of(role))]),
            ["x-reach"] = row.Reach switch { Reach.OwnClinic => "own-clinic", Reach.EveryClinic => "every-clinic", _ => "no-clinic" },
        };
        if (row.Anonymous)
            operation["security"] = new JsonArray();
        if (Parameters(shape).ToArray() is { Length: > 0 } parameters)
            operation["parameters"] = new JsonArray(parameters);
        if (shape.Body is { } body)
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content("application/json", schemas.OfRequest(body)) };
        var success = Response("Done", shape.MediaType, shape.Schemas?.Invoke(schemas));
        if (shape.HasETag)
            success["headers"] = new JsonObject { ["ETag"] = new JsonObject { ["schema"] = Text() } };
        var responses = new JsonObject { [$"{shape.Status}"] = success };
        if (shape.OtherStatus is { } other)
            responses[$"{other}"] = success.DeepClone();
        responses["default"] = new JsonObject { ["$ref"] = "#/components/responses/Problem" };
        operation["responses"] = responses;
        return operation;
    }

    private static IEnumerable<JsonNode> Parameters(Shape shape)
    {
        foreach (Match name in Placeholder().Matches(shape.Row.Path))
            yield return Parameter(name.Groups[1].Value, "path", isRequired: true);
        foreach (var (name, means) in shape.Queries)
            yield return Parameter(name, "query", isRequired: false, means);
        if (shape.AsksIfMatch)
            yield return Parameter("If-Match", "header", isRequired: true, "the ETag of what was seen");
    }

    private static JsonObject Parameter(string name, string place, bool isRequired, string? means = null)
    {
        var parameter = new JsonObject { ["name"] = name, ["in"] = place, ["required"] = isRequired, ["schema"] = Text() };
        if (means is not null)
            parameter["description"] = means;
        return parameter;
    }

    private static JsonObject Problem() => new()
    {
        ["type"] = "object",
        ["description"] = string.Join("; ", Codes.Select(status => $"{status.Key}: {string.Join(", ", status.Value)}")),
        ["properties"] = new JsonObject
        {
            ["type"] = Text(),
            ["status"] = new JsonObject { ["type"] = "integer" },
            ["code"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. Codes.Values.SelectMany(codes => codes).Distinct().Select(code => (JsonNode)code)]) },
            ["title"] = Text(),
            ["detail"] = Text(),
            ["errors"] = new JsonObject { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "array", ["items"] = Text() } },
        },
        ["required"] = new JsonArray("type", "status", "code", "title"),
        ["additionalProperties"] = false,
    };

    private static JsonObject Response(string description, string? mediaType, JsonObject? schema)
    {
        var response = new JsonObject { ["description"] = description };
        if (mediaType is not null)
            response["content"] = Content(mediaType, schema ?? []);
        return response;
    }

    private static JsonObject Content(string mediaType, JsonObject schema) => new() { [mediaType] = new JsonObject { ["schema"] = schema } };

    private static JsonObject Referred(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    private static JsonObject Text() => new() { ["type"] = "string" };

    /// <summary>The table's own name for the row.</summary>
    private static string NameOf(Permission row) => JsonNamingPolicy.CamelCase.ConvertName(
        typeof(AuthorizationTable).GetFields(BindingFlags.Public | BindingFlags.Static).First(field => field.GetValue(null) == (object)row).Name);

    /// <summary>What stands in no brackets: there, fields are named, and statuses.</summary>
    private static string Outside(string cell) => Bracketed().Replace(cell, "");

    [GeneratedRegex(@"^\| (\d{3}) \| (.*) \|$")]
    private static partial Regex ErrorRow();

    [GeneratedRegex(@"^\| `([A-Z]+) ([^`?]+)(?:\?[^`]*)?` \|[^|]*\|(.*)\|$")]
    private static partial Regex EndpointRow();

    [GeneratedRegex("`([a-z-]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}

using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace FirstRead.Testing;

/// <summary>The part of JSON Schema draft-07 that our schemas use; a keyword that is not understood throws, so that no rule is passed over.</summary>
public sealed class JsonSchema(JsonObject root)
{
    public static JsonSchema Read(string path) => new(JsonNode.Parse(File.ReadAllText(path))!.AsObject());

    /// <summary>Where the document breaks a rule, each with its place; none when it is valid.</summary>
    public IReadOnlyList<string> Problems(JsonNode? document) => Problems(document, root);

    /// <summary>The same for a schema whose references are the root's.</summary>
    public IReadOnlyList<string> Problems(JsonNode? document, JsonObject schema) => [.. Check(document, schema, "$")];

    private IEnumerable<string> Check(JsonNode? value, JsonObject schema, string at) =>
        schema.SelectMany(rule => Check(value, schema, rule.Key, rule.Value!, at));

    private IEnumerable<string> Check(JsonNode? value, JsonObject schema, string keyword, JsonNode rule, string at) => keyword switch
    {
        "$schema" or "$id" or "title" or "description" or "definitions" or "then" or "else" => [],
        "$ref" => Check(value, Referred((string)rule!), at),
        "type" => Unless(TypeOf(value) is var type && (type == (string)rule! || ((string)rule! == "number" && type == "integer")), $"{at}: is {TypeOf(value)}, not {rule}"),
        "enum" => Unless(rule.AsArray().Any(one => JsonNode.DeepEquals(one, value)), $"{at}: is none of {rule.ToJsonString()}"),
        "const" => Unless(JsonNode.DeepEquals(rule, value), $"{at}: is not {rule.ToJsonString()}"),
        "minimum" => Unless(value is not JsonValue || (double)value >= (double)rule, $"{at}: is less than {rule}"),
        "maximum" => Unless(value is not JsonValue || (double)value <= (double)rule, $"{at}: is more than {rule}"),
        "minLength" => Unless(((string)value!).Length >= (int)rule, $"{at}: is too short"),
        "maxLength" => Unless(((string)value!).Length <= (int)rule, $"{at}: is too long"),
        "pattern" => Unless(Regex.IsMatch((string)value!, (string)rule!), $"{at}: does not match {rule}"),
        "format" when (string)rule! == "date-time" => Unless(DateTimeOffset.TryParse((string)value!, CultureInfo.InvariantCulture, out _), $"{at}: is no time"),
        "format" when (string)rule! == "date" => Unless(DateOnly.TryParseExact((string)value!, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _), $"{at}: is no day"),
        "minItems" => Unless(value is not JsonArray list || list.Count >= (int)rule, $"{at}: has too few items"),
        "maxItems" => Unless(value is not JsonArray list || list.Count <= (int)rule, $"{at}: has too many items"),
        "items" => value is JsonArray list ? list.SelectMany((item, index) => Check(item, rule.AsObject(), $"{at}[{index}]")) : [],
        "required" => value is JsonObject holder ? rule.AsArray().Select(name => (string)name!).Where(name => !holder.ContainsKey(name)).Select(name => $"{at}.{name}: is missing") : [],
        "properties" => value is JsonObject holder
            ? rule.AsObject().Where(field => holder.ContainsKey(field.Key)).SelectMany(field => Check(holder[field.Key], field.Value!.AsObject(), $"{at}.{field.Key}"))
            : [],
        "additionalProperties" => value is JsonObject holder ? holder.Where(field => schema["properties"]?[field.Key] is null).SelectMany(field => Additional(field, rule, at)) : [],
        "if" => Check(value, rule.AsObject(), at).Any() ? Branch(value, schema["else"], at) : Branch(value, schema["then"], at),
        _ => throw new NotSupportedException($"The keyword {keyword} at {at} is not understood."),
    };

    private IEnumerable<string> Additional(KeyValuePair<string, JsonNode?> field, JsonNode rule, string at) =>
        rule is JsonObject schema ? Check(field.Value, schema, $"{at}.{field.Key}") : Unless((bool)rule, $"{at}.{field.Key}: is not known here");

    private IEnumerable<string> Branch(JsonNode? value, JsonNode? schema, string at) => schema is null ? [] : Check(value, schema.AsObject(), at);

    private JsonObject Referred(string reference) => reference.Split('/').Skip(1).Aggregate((JsonNode)root, (node, name) => node[name]!).AsObject();

    private static IEnumerable<string> Unless(bool good, string problem) => good ? [] : [problem];

    private static string TypeOf(JsonNode? value) => value switch
    {
        null => "null",
        JsonObject => "object",
        JsonArray => "array",
        _ => value.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => "string",
            System.Text.Json.JsonValueKind.Number => (double)value == Math.Truncate((double)value) ? "integer" : "number",
            _ => "boolean",
        },
    };
}

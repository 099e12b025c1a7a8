using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace FirstRead.Functions.Tests.OpenApi;

/// <summary>
/// JSON Schemas of the bodies, from the serializer's own view of their types: its names, and what of them may be null and is then
/// left out. Each type of ours stands once, under the folder and name it has in the code.
/// </summary>
public sealed class TypeSchemas
{
    private readonly SortedDictionary<string, JsonObject> objects = new(StringComparer.Ordinal);

    /// <summary>Every type that was asked for so far, and theirs.</summary>
    public JsonObject Components => new(objects.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.DeepClone())));

    /// <summary>A reference for a type of ours, the schema itself for any other.</summary>
    public JsonObject Of(JsonTypeInfo type) => type.Kind switch
    {
        JsonTypeInfoKind.Object => Reference(type),
        JsonTypeInfoKind.Enumerable => new JsonObject { ["type"] = "array", ["items"] = Of(Other(type, type.ElementType!)) },
        JsonTypeInfoKind.Dictionary => new JsonObject { ["type"] = "object", ["additionalProperties"] = Of(Other(type, type.ElementType!)) },
        _ => Simple(Nullable.GetUnderlyingType(type.Type) ?? type.Type),
    };

    /// <summary>Of a request: a number or a flag that is left out is zero or false.</summary>
    public JsonObject OfRequest(JsonTypeInfo type) => type.Kind == JsonTypeInfoKind.Object ? Reference(type, member => IsLeftOut(member) || member.PropertyType.IsValueType) : Of(type);

    private static JsonObject Simple(Type type) => type switch
    {
        _ when type == typeof(string) => new JsonObject { ["type"] = "string" },
        _ when type == typeof(bool) => new JsonObject { ["type"] = "boolean" },
        _ when type == typeof(int) || type == typeof(long) => new JsonObject { ["type"] = "integer" },
        _ when type == typeof(double) || type == typeof(float) || type == typeof(decimal) => new JsonObject { ["type"] = "number" },
        _ when type == typeof(DateTimeOffset) => new JsonObject { ["type"] = "string", ["format"] = "date-time" },
        _ when type == typeof(DateOnly) => new JsonObject { ["type"] = "string", ["format"] = "date" },
        _ when type == typeof(byte[]) => new JsonObject { ["type"] = "string", ["description"] = "base64" },
        _ when type == typeof(JsonElement) || type == typeof(JsonNode) || type == typeof(JsonObject) => [],
        _ => throw new NotSupportedException($"{type} has no schema yet: add a line to TypeSchemas.Simple."),
    };

    private static JsonTypeInfo Other(JsonTypeInfo of, Type type) => of.Options.GetTypeInfo(type);

    private JsonObject Reference(JsonTypeInfo type) => Reference(type, IsLeftOut);

    private JsonObject Reference(JsonTypeInfo type, Func<JsonPropertyInfo, bool> isLeftOut)
    {
        var name = $"{type.Type.Namespace![(type.Type.Namespace!.LastIndexOf('.') + 1)..]}.{type.Type.Name}";
        if (!objects.ContainsKey(name))
        {
            // Set before its members, which may lead back to it.
            objects[name] = [];
            objects[name] = Describe(type, isLeftOut);
        }
        return new JsonObject { ["$ref"] = $"#/components/schemas/{name}" };
    }

    private JsonObject Describe(JsonTypeInfo type, Func<JsonPropertyInfo, bool> isLeftOut)
    {
        var members = type.Properties.Where(member => member.Get is not null).ToArray();
        var schema = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)Of(Other(type, member.PropertyType))))),
        };
        if (members.Where(member => !isLeftOut(member)).Select(member => (JsonNode)member.Name).ToArray() is { Length: > 0 } always)
            schema["required"] = new JsonArray(always);
        schema["additionalProperties"] = false;
        return schema;
    }

    private static bool IsLeftOut(JsonPropertyInfo member) => member.IsGetNullable || Nullable.GetUnderlyingType(member.PropertyType) is not null;
}

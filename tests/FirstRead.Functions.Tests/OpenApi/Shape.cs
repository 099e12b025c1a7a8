using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FirstRead.Core.Access;

namespace FirstRead.Functions.Tests.OpenApi;

/// <summary>What one row of the authorization table takes and answers; what it is for stands in docs/api.md.</summary>
/// <param name="Status">Of success.</param>
/// <param name="Schemas">Handed the document's schemas, to which it adds its own: the answer's; null without a JSON body.</param>
/// <param name="MediaType">Of the answer; null where it has no body.</param>
public sealed record Shape(Permission Row, int Status, string? MediaType, Func<TypeSchemas, JsonObject>? Schemas)
{
    /// <summary>The request body's; null where it takes none.</summary>
    public JsonTypeInfo? Body { get; init; }

    /// <summary>A query parameter's name and what it says.</summary>
    public IReadOnlyList<(string Name, string Means)> Queries { get; init; } = [];

    /// <summary>An act on what was seen: it names the revision.</summary>
    public bool AsksIfMatch { get; init; }

    /// <summary>Another success, of the same shape; null where there is one alone.</summary>
    public int? OtherStatus { get; init; }

    /// <summary>The answer has an entity tag.</summary>
    public bool HasETag { get; init; }

    public static Shape Json(Permission row, JsonTypeInfo answer, int status = 200) => new(row, status, "application/json", schemas => schemas.Of(answer));

    /// <summary>For an answer that no type of ours describes.</summary>
    public static Shape Json(Permission row, JsonObject schema) => new(row, 200, "application/json", _ => (JsonObject)schema.DeepClone());

    public static Shape Nothing(Permission row) => new(row, 204, null, null);

    public static Shape File(Permission row, string mediaType) => new(row, 200, mediaType, null);

    public Shape Takes(JsonTypeInfo body) => this with { Body = body };

    public Shape Query(string name, string means) => this with { Queries = [.. Queries, (name, means)] };

    public Shape IfMatch() => this with
    {
        AsksIfMatch = true,
        HasETag = Status != 204,
    };

    public Shape Or(int status) => this with { OtherStatus = status };

    public Shape ETag() => this with { HasETag = true };
}

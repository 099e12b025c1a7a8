using System.Text.Json.Nodes;

namespace FirstRead.Local.Template;

/// <summary>One resource of the template. Properties are resolved when asked for, so that what nobody asks for may hold what we do not resolve.</summary>
/// <param name="Id">Logical id.</param>
/// <param name="Type">For example <c>AWS::S3::Bucket</c>.</param>
public sealed record StackResource(string Id, string Type, JsonObject Raw, Func<JsonNode?, JsonNode?> Resolve)
{
    public JsonNode? this[string property] => Resolve(Raw[property]);

    /// <exception cref="InvalidDataException">It has no such property.</exception>
    public string Text(string property) => OptionalText(property) ?? throw new InvalidDataException($"{Id} has no {property}.");

    public string? OptionalText(string property) => this[property]?.ToString();

    public int Number(string property) => (int)(this[property] ?? throw new InvalidDataException($"{Id} has no {property}."));

    public IEnumerable<JsonNode> Items(string property) => this[property]?.AsArray().Select(item => item!) ?? [];
}

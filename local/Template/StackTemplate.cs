using System.Text.Json.Nodes;
using FirstRead.Local.Wire;

namespace FirstRead.Local.Template;

/// <summary>
/// What cdk/ synthesizes, as far as the local cloud plays it: Template/student.template.json, which a test holds against the synthesis.
/// References are resolved to names and ARNs of this account; buckets lose the account and region behind their names, for nobody else's
/// buckets are here.
/// </summary>
public sealed class StackTemplate
{
    public const string Region = "us-east-1";

    // What cdk/ takes where nobody names an account (DeploymentSettings).
    private const string SynthesizedAccount = "111122223333";

    private readonly JsonObject _resources;
    private readonly Dictionary<string, StackResource> _read = [];

    private StackTemplate(JsonObject resources) => _resources = resources;

    public static string StandardPath => Path.Combine(AppContext.BaseDirectory, "Template", "student.template.json");

    /// <exception cref="InvalidDataException">It is no template.</exception>
    public static StackTemplate Read(string path)
    {
        var text = File.ReadAllText(path)
            .Replace($"-{SynthesizedAccount}-{Region}", "", StringComparison.Ordinal)
            .Replace(SynthesizedAccount, AccessKey.Account, StringComparison.Ordinal);
        return JsonNode.Parse(text)?["Resources"] is JsonObject resources ? new(resources) : throw new InvalidDataException($"{path} has no Resources.");
    }

    public IReadOnlyList<StackResource> OfType(string type) => [.. _resources.Where(entry => (string?)entry.Value!["Type"] == type).Select(entry => Find(entry.Key)!)];

    /// <summary>Null where the template, or the part of it that is kept here, has none.</summary>
    public StackResource? Find(string id)
    {
        if (_read.TryGetValue(id, out var read))
            return read;
        if (_resources[id] is not JsonObject raw)
            return null;
        var resource = new StackResource(id, (string)raw["Type"]!, raw["Properties"]?.AsObject() ?? [], node => Intrinsics.Resolve(node, this));
        _read[id] = resource;
        return resource;
    }
}

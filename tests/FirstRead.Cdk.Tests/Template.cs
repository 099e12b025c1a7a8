using System.Text.Json.Nodes;
using FirstRead.Cdk;

namespace FirstRead.Cdk.Tests;

/// <summary>The synthesized template, walked as JSON. References are rendered as <c>{LogicalId}</c>.</summary>
internal sealed class Template
{
    private static readonly Lazy<Template> Student = new(() => Synthesize([]));
    private static readonly Lazy<Template> OfClinical = new(() => Synthesize(new() { ["profile"] = "clinical" }));
    private static readonly Lazy<Template> OfGpu = new(() => Synthesize(new() { ["profile"] = "clinical", ["compute"] = "gpu" }));

    private static readonly Lazy<Template> OfFirewall = new(() => Synthesize(new() { ["profile"] = "clinical" }, PipelineApp.FirewallName));

    private readonly JsonObject root;

    private Template(string json) => root = JsonNode.Parse(json)!.AsObject();

    /// <summary>As <c>npx aws-cdk synth</c> makes it without settings; synthesized once.</summary>
    public static Template Default => Student.Value;

    public static Template Clinical => OfClinical.Value;

    /// <summary>Clinical, on GPU instances.</summary>
    public static Template Gpu => OfGpu.Value;

    /// <summary>The second stack of the clinical profile.</summary>
    public static Template Firewall => OfFirewall.Value;

    public static Template Of(string profile) => profile switch
    {
        "student" => Default,
        "clinical" => Clinical,
        _ => Gpu,
    };

    public IEnumerable<Resource> All => root["Resources"]!.AsObject().Select(entry => new Resource(entry.Key, entry.Value!.AsObject()));

    /// <summary>The whole text.</summary>
    public string Json => root.ToJsonString();

    public static Template Synthesize(Dictionary<string, string> context, string stack = PipelineApp.StackName)
    {
        var folder = Directory.CreateTempSubdirectory("firstread-cdk-");
        try
        {
            PipelineApp.Create(folder.FullName, context).Synth();
            return new Template(File.ReadAllText(Path.Combine(folder.FullName, $"{stack}.template.json")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public IReadOnlyList<Resource> OfType(string type) => [.. All.Where(resource => resource.Type == type)];

    /// <summary>The one resource of the type whose property has this value.</summary>
    public Resource Named(string type, string property, string value) =>
        OfType(type).Single(resource => Text(resource.Properties[property]) == value);

    public Resource ById(string id) => All.Single(resource => resource.Id == id);

    /// <summary>A value as text, with tokens in braces.</summary>
    public static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value => value.ToString(),
        JsonObject reference when reference["Ref"] is { } id => $"{{{id}}}",
        JsonObject attribute when attribute["Fn::GetAtt"] is JsonArray path => $"{{{path[0]}.{path[1]}}}",
        JsonObject join when join["Fn::Join"] is JsonArray parts => string.Join(Text(parts[0]), parts[1]!.AsArray().Select(Text)),
        _ => node.ToJsonString(),
    };

    /// <summary>A list, or one value that stands for a list of one.</summary>
    public static IReadOnlyList<string> Texts(JsonNode? node) => node is JsonArray list ? [.. list.Select(Text)] : node is null ? [] : [Text(node)];
}

internal sealed record Resource(string Id, JsonObject Json)
{
    public string Type => Json[nameof(Type)]!.ToString();

    public JsonObject Properties => Json[nameof(Properties)]?.AsObject() ?? [];
}

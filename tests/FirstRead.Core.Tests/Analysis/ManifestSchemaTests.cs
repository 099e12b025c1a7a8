using System.Text.Json.Nodes;
using FirstRead.Core.Analysis.Models;

namespace FirstRead.Core.Tests.Analysis;

/// <summary>The schema that editors read and the reader that decides must say the same.</summary>
public sealed class ManifestSchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(File.ReadAllText(Manifests.SchemaFile))!.AsObject();

    [TestCase("segmentation")]
    [TestCase("classification")]
    [TestCase("detection")]
    [TestCase("outlineAtPoint")]
    public void Reader_FieldThatTheSchemaRequires_IsAskedFor(string kind)
    {
        var missing = new List<string>();
        Walk(Manifests.Of(kind), kind, (holder, path, schema) =>
        {
            foreach (var name in schema["required"]?.AsArray().Select(item => (string)item!) ?? [])
            {
                var kept = holder[name]!.DeepClone();
                holder.Remove(name);
                if (!Problems(holder.Root).Any(problem => problem.StartsWith($"{path}{name}:", StringComparison.Ordinal)))
                    missing.Add(path + name);
                holder[name] = kept;
            }
        });
        Assert.That(missing, Is.Empty);
    }

    [TestCase("segmentation")]
    [TestCase("classification")]
    [TestCase("detection")]
    [TestCase("outlineAtPoint")]
    public void Reader_FieldThatTheSchemaLacks_IsRefused(string kind)
    {
        var (taken, unknown) = (new List<string>(), new List<string>());
        Walk(Manifests.Of(kind), kind, (holder, path, schema) =>
        {
            foreach (var name in holder.Select(field => field.Key))
                if (!schema["properties"]!.AsObject().ContainsKey(name))
                    unknown.Add(path + name);
            holder["misspelt"] = 1;
            if (!Problems(holder.Root).Any(problem => problem.StartsWith($"{path}misspelt: is not known here", StringComparison.Ordinal)))
                taken.Add(path);
            holder.Remove("misspelt");
        });
        Assert.That(taken, Is.Empty);
        Assert.That(unknown, Is.Empty, "fields that the reader takes and the schema lacks");
    }

    /// <summary>Every object of a manifest with its place and its part of the schema.</summary>
    private static void Walk(JsonObject holder, string kind, Action<JsonObject, string, JsonObject> visit) => Walk(holder, "", Schema, kind, visit);

    private static void Walk(JsonObject holder, string path, JsonObject schema, string kind, Action<JsonObject, string, JsonObject> visit)
    {
        visit(holder, path, schema);
        foreach (var (name, value) in holder.ToArray())
            if (value is JsonObject inner)
                Walk(inner, $"{path}{name}.", PartOf(schema, path + name, name, kind), kind, visit);
            else if (value is JsonArray list && list.FirstOrDefault() is JsonObject item)
                Walk(item, $"{path}{name}[0].", Resolved(PartOf(schema, path + name, name, kind)["items"]!.AsObject()), kind, visit);
    }

    private static JsonObject PartOf(JsonObject schema, string path, string name, string kind)
    {
        if (path == "decision")
            return Schema["definitions"]![$"{kind}Decision"]!.AsObject();
        var part = Resolved(schema["properties"]![name]!.AsObject());
        return part["oneOf"]?[path == "input.normalisation" && kind != "segmentation" ? 1 : 0]?.AsObject() ?? part;
    }

    private static JsonObject Resolved(JsonObject part) =>
        (string?)part["$ref"] is { } reference ? Schema["definitions"]![reference.Split('/')[^1]]!.AsObject() : part;

    private static IReadOnlyList<string> Problems(JsonNode manifest)
    {
        try
        {
            ModelManifestReader.Read(manifest.ToJsonString(), "model.json");
            return [];
        }
        catch (ManifestException error)
        {
            return error.Problems;
        }
    }
}

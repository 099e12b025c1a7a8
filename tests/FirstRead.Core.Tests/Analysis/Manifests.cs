using System.Text.Json.Nodes;
using FirstRead.Core.Analysis.Models;

namespace FirstRead.Core.Tests.Analysis;

/// <summary>The manifest of the repository's own brain model.</summary>
internal static class Manifests
{
    public static string BrainFile { get; } = Path.Combine(Repository(), "inference-container", "models", "brain-tumor-mri", "model.json");

    public static ModelManifest Brain { get; } = ModelManifestReader.Read(File.ReadAllText(BrainFile), "model.json");

    public static string SchemaFile { get; } = Path.Combine(Path.GetDirectoryName(Path.GetDirectoryName(BrainFile)!)!, "model.schema.json");

    /// <summary>A valid manifest of each kind: the brain model's, turned.</summary>
    public static JsonObject Of(string kind)
    {
        var manifest = JsonNode.Parse(File.ReadAllText(BrainFile))!.AsObject();
        manifest["kind"] = kind;
        manifest["outOfDistribution"] = JsonNode.Parse($$"""{ "file": "features.f32", "sha256": "{{new string('a', 64)}}", "count": 20, "width": 4, "neighbours": 5, "threshold": 2.5, "unitLength": true }""");
        if (kind != "segmentation")
        {
            manifest["appliesTo"] = JsonNode.Parse("""{ "what": "a chest radiograph", "modalities": ["DX"], "sopClasses": ["1.2.840.10008.5.1.4.1.1.1.1"], "bodyParts": ["CHEST"], "views": ["AP", "PA"], "ageYears": [1, 5], "ageRequired": true, "minimumPixels": 100 }""");
            manifest["input"] = JsonNode.Parse($$"""{ "tensor": "image", "side": 160, "aspect": "{{(kind == "outlineAtPoint" ? "crop" : "squash")}}", "voi": "tables", "normalisation": { "kind": "picture", "minimum": -4, "maximum": 4 } }""");
            manifest["finding"]!.AsObject().Remove("types");
        }
        if (Changed(kind) is var (output, decision))
            (manifest["output"], manifest["decision"]) = (JsonNode.Parse(output), JsonNode.Parse(decision));
        manifest["output"]!["features"] = "features";
        manifest["decision"]!["calibration"] = JsonNode.Parse("""{ "slope": 1.5, "intercept": -0.2 }""");
        return manifest;
    }

    private static (string Output, string Decision)? Changed(string kind) => kind switch
    {
        "classification" => ("""{ "probability": "p", "heatmap": "h" }""", """{ "threshold": 0.4, "highRiskConfidence": 0.9, "heatmapThreshold": 0.5 }"""),
        "detection" => (
            """{ "presence": "p", "boxes": "b", "scores": "s", "outline": "o" }""",
            """{ "presenceThreshold": 0.3, "scoreThreshold": 0.4, "highRiskConfidence": 0.8, "outlineThreshold": 0.5, "overlap": 0.3, "mostBoxes": 5 }"""),
        "outlineAtPoint" => ("""{ "probability": "p" }""", """{ "probabilityThreshold": 0.5, "maximumDistance": 8, "minimumAreaPixels": 6, "highRiskDiameterMm": 8 }"""),
        _ => null,
    };

    private static string Repository()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FirstRead.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}

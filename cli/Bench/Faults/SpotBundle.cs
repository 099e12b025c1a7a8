using System.Text.Json.Nodes;

namespace FirstRead.Cli.Bench.Faults;

/// <summary>The tests' smallest classifier, a real net of a kilobyte that marks what is bright, made to read the run's slices.</summary>
internal static class SpotBundle
{
    private const string Name = "spot-anywhere";

    /// <summary>Writes it below the folder, which then is a folder of models.</summary>
    public static void Copy(string repository, string models)
    {
        var target = Directory.CreateDirectory(Path.Combine(models, Name)).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(repository, "tests", "FirstRead.Container.Tests", "Assets", "bundles", Name)))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        var path = Path.Combine(target, "model.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        manifest["appliesTo"] = new JsonObject
        {
            ["what"] = "a slice of the chest",
            ["modalities"] = new JsonArray("MR"),
            ["bodyParts"] = new JsonArray("CHEST"),
            ["bodyPartWords"] = new JsonArray("CHEST"),
        };
        // A picture by formula is unlike every patient's, and is to be read all the same.
        manifest["outOfDistribution"]!["threshold"] = 1e6;
        File.WriteAllText(path, manifest.ToJsonString());
    }
}

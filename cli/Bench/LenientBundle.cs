using System.Text.Json.Nodes;

namespace FirstRead.Cli.Bench;

/// <summary>A bundle as it is, but for one number: a picture by formula is unlike every patient's, and is to be analysed all the same.</summary>
internal static class LenientBundle
{
    /// <summary>Copies it to a folder of its name under <paramref name="bundles"/>, and returns that.</summary>
    public static string Copy(string repository, string name, string bundles)
    {
        var target = Directory.CreateDirectory(Path.Combine(bundles, name)).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(repository, "inference-container", "models", name)))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        var path = Path.Combine(target, "model.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!;
        if (manifest["outOfDistribution"] is { } rule)
            rule["threshold"] = 1e6;
        File.WriteAllText(path, manifest.ToJsonString());
        return target;
    }
}

using System.Security.Cryptography;
using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Analysis.Results;

namespace FirstRead.Inference.Nets;

/// <summary>A model whose manifest is valid and whose files are those that the manifest means.</summary>
/// <param name="Seen">Features of training pictures; null where the model gives none.</param>
public sealed record InstalledModel(ModelManifest Manifest, string OnnxPath, TrainingFeatures? Seen = null)
{
    public ModelIdentity Identity => new(
        Manifest.Name,
        Manifest.Version,
        Manifest.Sha256,
        DerivedUids.OfDevice(Manifest.Name, Manifest.Version, Manifest.Sha256));

    /// <summary>The card, beside the manifest.</summary>
    public string CardPath => Path.Combine(Path.GetDirectoryName(OnnxPath)!, "README.md");

    /// <summary>Every folder under <paramref name="directory"/> that has a model.json, by name.</summary>
    /// <exception cref="ManifestException">A manifest is wrong, or a file that it means is missing or another.</exception>
    public static IReadOnlyList<InstalledModel> LoadAll(string directory) => [.. Files(directory).Select(Load)];

    /// <summary>The manifests under <paramref name="directory"/>, by name.</summary>
    /// <exception cref="ManifestException">There is no such directory.</exception>
    public static IReadOnlyList<string> Files(string directory)
    {
        if (!Directory.Exists(directory))
            throw new ManifestException(directory, ["there is no such directory"]);
        return [.. Directory.EnumerateDirectories(directory).Order(StringComparer.Ordinal).Select(folder => Path.Combine(folder, "model.json")).Where(File.Exists)];
    }

    /// <param name="file">A model.json.</param>
    /// <exception cref="ManifestException">It is wrong, or a file that it means is missing or another.</exception>
    public static InstalledModel Load(string file)
    {
        var manifest = ModelManifestReader.Read(File.ReadAllText(file), file);
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (Path.GetFileName(folder) != manifest.Name)
            throw new ManifestException(file, [$"name: is {manifest.Name}; it must be the folder's name, {Path.GetFileName(folder)}"]);
        CheckNet(file, manifest, Verified(file, "", manifest.File, manifest.Sha256));
        return new(manifest, Path.Combine(folder, manifest.File), manifest.OutOfDistribution is { } rule ? Features(file, rule) : null);
    }

    private static void CheckNet(string file, ModelManifest manifest, byte[] net)
    {
        try
        {
            if (NetContract.Problems(manifest, OnnxSignature.Read(net)) is { Count: > 0 } problems)
                throw new ManifestException(file, problems);
        }
        catch (FormatException error)
        {
            throw new ManifestException(file, [$"file: {manifest.File} {error.Message}"]);
        }
    }

    private static TrainingFeatures Features(string file, OutOfDistributionRule rule)
    {
        try
        {
            return TrainingFeatures.Read(rule, Verified(file, "outOfDistribution.", rule.File, rule.Sha256));
        }
        catch (FormatException error)
        {
            throw new ManifestException(file, [$"outOfDistribution.count: {rule.File} {error.Message}"]);
        }
    }

    private static byte[] Verified(string file, string place, string name, string sha256)
    {
        var path = Path.Combine(Path.GetDirectoryName(file)!, name);
        if (!File.Exists(path))
            throw new ManifestException(file, [$"{place}file: {name} is not beside it"]);
        var content = File.ReadAllBytes(path);
        var digest = Convert.ToHexStringLower(SHA256.HashData(content));
        return digest == sha256 ? content : throw new ManifestException(file, [$"{place}sha256: {name} is another file; its SHA-256 is {digest}"]);
    }
}

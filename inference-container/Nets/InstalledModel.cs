using System.Security.Cryptography;
using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Analysis.Results;

namespace FirstRead.Inference.Nets;

/// <summary>A model whose manifest is valid and whose file is the one that the manifest means.</summary>
public sealed record InstalledModel(ModelManifest Manifest, string OnnxPath)
{
    public ModelIdentity Identity { get; } = new(
        Manifest.Name,
        Manifest.Version,
        Manifest.Sha256,
        DerivedUids.OfDevice(Manifest.Name, Manifest.Version, Manifest.Sha256));

    /// <summary>Every folder under <paramref name="directory"/> that has a model.json, by name.</summary>
    /// <exception cref="ManifestException">A manifest is wrong, or its file is missing or another.</exception>
    public static IReadOnlyList<InstalledModel> LoadAll(string directory)
    {
        if (!Directory.Exists(directory))
            throw new ManifestException(directory, ["there is no such directory"]);
        return
        [
            .. Directory.EnumerateDirectories(directory).Order(StringComparer.Ordinal)
                .Select(folder => Path.Combine(folder, "model.json")).Where(File.Exists).Select(Load),
        ];
    }

    private static InstalledModel Load(string file)
    {
        var manifest = ModelManifestReader.Read(File.ReadAllText(file), file);
        var folder = Path.GetDirectoryName(file)!;
        if (Path.GetFileName(folder) != manifest.Name)
            throw new ManifestException(file, [$"name: is {manifest.Name}; it must be the folder's name, {Path.GetFileName(folder)}"]);
        var onnx = Path.Combine(folder, manifest.File);
        if (!File.Exists(onnx))
            throw new ManifestException(file, [$"file: {manifest.File} is not beside it"]);
        using var content = File.OpenRead(onnx);
        var digest = Convert.ToHexStringLower(SHA256.HashData(content));
        return digest == manifest.Sha256
            ? new(manifest, onnx)
            : throw new ManifestException(file, [$"sha256: {manifest.File} is another file; its SHA-256 is {digest}"]);
    }
}

using FirstRead.Core.Analysis.Models;

namespace FirstRead.Core.Tests.Analysis;

/// <summary>The manifest of the repository's own brain model.</summary>
internal static class Manifests
{
    public static string BrainFile { get; } = Path.Combine(Repository(), "inference-container", "models", "brain-tumor-mri", "model.json");

    public static ModelManifest Brain { get; } = ModelManifestReader.Read(File.ReadAllText(BrainFile), "model.json");

    private static string Repository()
    {
        var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FirstRead.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}

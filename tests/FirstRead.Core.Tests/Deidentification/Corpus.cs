using FirstRead.Core.Deidentification;

namespace FirstRead.Core.Tests.Deidentification;

/// <summary>A larger collection of real files that not every machine has, and what becomes of them.</summary>
internal static class Corpus
{
    public static string? Folder
    {
        get
        {
            var root = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(root, "FirstRead.slnx")))
                root = Path.GetDirectoryName(root)!;
            var folder = Path.Combine(Environment.GetEnvironmentVariable("FIRSTREAD_SHARED_DATA") ?? Path.Combine(root, "..", "shared", "data"), "dicom");
            return Directory.Exists(folder) ? folder : null;
        }
    }

    /// <summary>Every file of the collection, relative to its folder; none where it is absent.</summary>
    public static IEnumerable<string> Files() => Folder is not { } folder
        ? []
        : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".tsv", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(folder, file))
            .Order(StringComparer.Ordinal);

    public static byte[] Read(string file) => File.ReadAllBytes(Path.Combine(Folder!, file));

    /// <summary>The cleaned file; null when it was refused. A hold of the pixels is passed over: the header is what is looked at.</summary>
    public static byte[]? Clean(byte[] file, DeidentificationProfile profile)
    {
        try
        {
            return Runs.Released(file, profile).Output;
        }
        catch (Exception refusal) when (refusal is InstanceRefusedException or InstanceHeldException)
        {
            return null;
        }
    }
}

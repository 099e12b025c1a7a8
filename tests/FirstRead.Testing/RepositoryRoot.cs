namespace FirstRead.Testing;

/// <summary>Where the repository lies, seen from a test's output folder.</summary>
public static class RepositoryRoot
{
    public static string Path { get; } = Find(AppContext.BaseDirectory);

    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find(string? folder)
    {
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder, "FirstRead.slnx")))
            folder = System.IO.Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException($"FirstRead.slnx is in no folder above {AppContext.BaseDirectory}.");
    }
}

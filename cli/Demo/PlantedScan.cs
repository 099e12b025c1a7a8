using System.Text;

namespace FirstRead.Cli.Demo;

/// <summary>Searches every byte that the local cloud keeps, but for the restricted stores, for what was planted.</summary>
public static class PlantedScan
{
    /// <summary>The bucket of originals and quarantine: the one place that may hold them. The vault is searched too, for it is sealed.</summary>
    private const string RestrictedFolder = "firstread-incoming";

    /// <returns>How many files were searched, and where which word was found.</returns>
    public static async Task<(int Files, IReadOnlyList<string> Found)> RunAsync(string folder, IReadOnlyList<string> words, CancellationToken cancel)
    {
        var needles = words.SelectMany(word => new[] { (word, Encoding.ASCII.GetBytes(word)), (word, Encoding.Unicode.GetBytes(word)) }).ToList();
        var found = new List<string>();
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => !path.Split(Path.DirectorySeparatorChar).Contains(RestrictedFolder)).ToList();
        foreach (var path in files)
        {
            var bytes = await ReadAsync(path, cancel);
            foreach (var (word, needle) in needles)
                if (bytes.AsSpan().IndexOf(needle) >= 0)
                    found.Add($"{Path.GetRelativePath(folder, path)}: {word}");
        }
        return (files.Count, [.. found.Distinct()]);
    }

    /// <summary>A file of a running database may vanish between listing and reading.</summary>
    private static async Task<byte[]> ReadAsync(string path, CancellationToken cancel)
    {
        try
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var memory = new MemoryStream();
            await stream.CopyToAsync(memory, cancel);
            return memory.ToArray();
        }
        catch (FileNotFoundException)
        {
            return [];
        }
    }
}

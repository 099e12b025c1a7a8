using System.Security.Cryptography;

namespace FirstRead.Cli.Upload;

/// <summary>A file on the clinic's disk. Its name stays here: it may hold a person's name.</summary>
/// <param name="Digest">SHA-256 of its bytes, read once as a stream; lower-case hexadecimal.</param>
public sealed record LocalFile(string Path, long Bytes, string Digest)
{
    private const int Parallel = 2;

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>All files below the folder, in the order of their paths.</summary>
    public static async Task<IReadOnlyList<LocalFile>> ListAsync(DirectoryInfo folder, CancellationToken cancel)
    {
        if (!folder.Exists)
            throw new CommandException($"There is no folder '{folder}'.");
        return await ReadAsync(folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.FullName).Order(StringComparer.Ordinal), cancel);
    }

    /// <summary>In the given order.</summary>
    public static async Task<IReadOnlyList<LocalFile>> ReadAsync(IEnumerable<string> paths, CancellationToken cancel)
    {
        var all = paths.ToList();
        var files = new LocalFile[all.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancel };
        await System.Threading.Tasks.Parallel.ForAsync(0, all.Count, options, async (index, stop) => files[index] = await ReadAsync(all[index], stop));
        return files;
    }

    private static async Task<LocalFile> ReadAsync(string path, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(path);
        var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel));
        return new LocalFile(path, stream.Position, digest);
    }
}

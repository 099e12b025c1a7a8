using System.Security.Cryptography;

namespace FirstRead.Cli.Upload;

/// <summary>A file on the clinic's disk. Its name stays here: it may hold a person's name.</summary>
/// <param name="Sha256">Of its bytes, read once as a stream.</param>
public sealed record LocalFile(string Path, long Bytes, byte[] Sha256)
{
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>All files below the folder, in the order of their paths.</summary>
    public static async Task<IReadOnlyList<LocalFile>> ListAsync(DirectoryInfo folder, CancellationToken cancel)
    {
        if (!folder.Exists)
            throw new CommandException($"There is no folder '{folder}'.");
        var paths = folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.FullName).Order(StringComparer.Ordinal);
        var files = new List<LocalFile>();
        foreach (var path in paths)
        {
            await using var stream = File.OpenRead(path);
            files.Add(new LocalFile(path, stream.Length, await SHA256.HashDataAsync(stream, cancel)));
        }
        return files;
    }
}

using System.Collections.Concurrent;

namespace FirstRead.Cli.Deid;

/// <summary>
/// Folders of the target, one for each of the source: nested alike, under names that say nothing, for a folder is often
/// named after its patient. Each is made once, with its first file.
/// </summary>
internal sealed class TargetFolders(string target, DeidKeys keys)
{
    private readonly ConcurrentDictionary<string, string> made = new(StringComparer.Ordinal);

    /// <param name="folder">As <see cref="InputFile.Folder"/>.</param>
    public string For(string folder) => made.GetOrAdd(folder, Make);

    private string Make(string folder)
    {
        var path = target;
        for (var end = 0; end < folder.Length; end++)
        {
            end = folder.IndexOf('/', end) is >= 0 and var slash ? slash : folder.Length;
            path = Path.Combine(path, keys.FolderName(folder[..end]));
        }
        Directory.CreateDirectory(path);
        return path;
    }
}

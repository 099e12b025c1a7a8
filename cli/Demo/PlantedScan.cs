using System.Text;
using FirstRead.Core.Settings;

namespace FirstRead.Cli.Demo;

/// <summary>
/// Searches every file that the local cloud keeps and every item of every table for what was planted. Only the bucket of
/// originals, where released reports lie too, and the clinic's own folder may hold it. The bucket must: a search that finds
/// nothing there either has looked at nothing. The vault is searched too, for it is sealed.
/// </summary>
public static class PlantedScan
{
    private static readonly string[] Tables = [ResourceNames.StudiesTable, ResourceNames.VaultTable, ResourceNames.AuditTable];

    public static async Task<PlantedWords> RunAsync(string folder, DemoStores stores, IReadOnlyList<string> words, CancellationToken cancel)
    {
        var needles = words.SelectMany(word => new[] { (word, Encoding.UTF8.GetBytes(word)), (word, Encoding.Unicode.GetBytes(word)) }).ToList();
        var (found, restricted, places) = (new SortedSet<string>(), new HashSet<string>(), 0);
        void Search(string place, ReadOnlySpan<byte> bytes, bool mayHold, bool original = false)
        {
            places++;
            foreach (var (word, needle) in needles)
                if (!Holds(bytes, needle))
                    continue;
                else if (original)
                    restricted.Add(word);
                else if (!mayHold)
                    found.Add($"{place}: {word}");
        }
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var names = Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar);
            Search(Path.GetRelativePath(folder, path), await ReadAsync(path, cancel), mayHold: names[0] == ClinicVisit.FolderName, original: names.Contains(ResourceNames.IncomingBucket));
        }
        foreach (var table in Tables)
            foreach (var item in await stores.ItemsAsync(table, cancel))
                Search($"table {table}", Encoding.UTF8.GetBytes(item), mayHold: false);
        return new PlantedWords(places, [.. found], [.. words.Except(restricted)]);
    }

    /// <summary>A date is only one where no digit of a longer number adjoins: UIDs and digests hold any eight digits somewhere.</summary>
    private static bool Holds(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> needle)
    {
        var isNumber = !needle.ContainsAnyExceptInRange((byte)'0', (byte)'9');
        for (var from = 0; bytes[from..].IndexOf(needle) is >= 0 and var found; from += found + 1)
        {
            var (begin, end) = (from + found, from + found + needle.Length);
            if (!isNumber || !((begin > 0 && char.IsAsciiHexDigit((char)bytes[begin - 1])) || (end < bytes.Length && char.IsAsciiHexDigit((char)bytes[end]))))
                return true;
        }
        return false;
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
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }
}

/// <param name="Places">Files and items searched.</param>
/// <param name="Found">Place and word, outside the bucket of originals: must be empty.</param>
/// <param name="Unseen">Words that even the originals do not hold: must be empty, or the search proves nothing.</param>
public sealed record PlantedWords(int Places, IReadOnlyList<string> Found, IReadOnlyList<string> Unseen);

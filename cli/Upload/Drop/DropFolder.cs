using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FirstRead.Cli.Upload.Drop;

/// <summary>
/// A folder that a scanner or an export fills, and the journal of what of it has reached the portal. A file is written into the
/// journal when the portal has said what became of it, and never before: whoever is killed in between asks again, and the portal
/// knows what it has. Nothing is moved or deleted.
/// </summary>
public sealed class DropFolder : IDisposable
{
    private const string Own = ".firstread";
    private readonly string root;
    private readonly FileStream hold;
    private readonly FileStream journal;
    private readonly Dictionary<string, DropEntry> entries;

    /// <exception cref="CommandException">There is no such folder, or another program watches it.</exception>
    public DropFolder(string path)
    {
        root = Path.GetFullPath(path);
        if (!Directory.Exists(root))
            throw new CommandException($"There is no folder '{root}'.");
        Directory.CreateDirectory(At(Own));
        try
        {
            hold = new FileStream(At(Own, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new CommandException($"Another firstread upload watches '{root}'.");
        }
        entries = Read(At(Own, "journal")).Where(entry => File.Exists(At(entry.Path))).GroupBy(entry => entry.Path).ToDictionary(same => same.Key, same => same.Last());
        journal = Rewrite(At(Own, "journal"), entries.Values);
    }

    /// <summary>Files that the journal does not know as they are now, in the order of their paths.</summary>
    public IReadOnlyList<DropFile> Look()
    {
        var files = new List<DropFile>();
        foreach (var file in new DirectoryInfo(root).EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(root, file.FullName);
            if (path.StartsWith(Own + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                continue;
            try
            {
                var found = new DropFile(path, file.FullName, file.Length, file.LastWriteTimeUtc);
                if (found.Bytes > 0 && !(entries.GetValueOrDefault(path) is { } known && known.Bytes == found.Bytes && known.Modified == found.Modified))
                    files.Add(found);
            }
            catch (FileNotFoundException)
            {
                // It was there when the folder was listed.
            }
        }
        return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    /// <summary>The portal has said what became of the file.</summary>
    public void Remember(DropFile file, string state)
    {
        var entry = new DropEntry(file.Path, file.Bytes, file.Modified, state);
        Append(journal, entry);
        journal.Flush(flushToDisk: true);
        entries[file.Path] = entry;
    }

    public void Dispose()
    {
        journal.Dispose();
        hold.Dispose();
    }

    /// <summary>A line that a killed process left half written says nothing, and the file it was for is asked about again.</summary>
    private static IEnumerable<DropEntry> Read(string path)
    {
        foreach (var line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            DropEntry? entry = null;
            try
            {
                entry = JsonSerializer.Deserialize(line, DropJson.Default.DropEntry);
            }
            catch (JsonException)
            {
            }
            if (entry is { Path: not null })
                yield return entry;
        }
    }

    /// <summary>Leaves out what has left the folder, and what was torn.</summary>
    private static FileStream Rewrite(string path, IEnumerable<DropEntry> entries)
    {
        using (var fresh = new FileStream($"{path}.new", FileMode.Create, FileAccess.Write))
        {
            foreach (var entry in entries)
                Append(fresh, entry);
            fresh.Flush(flushToDisk: true);
        }
        File.Move($"{path}.new", path, overwrite: true);
        return new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
    }

    private static void Append(FileStream stream, DropEntry entry) =>
        stream.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry, DropJson.Default.DropEntry) + "\n"));

    private string At(params ReadOnlySpan<string> parts) => Path.Combine([root, .. parts]);
}

/// <summary>A file of the folder as it is now.</summary>
/// <param name="Path">Below the folder.</param>
public sealed record DropFile(string Path, string FullName, long Bytes, DateTime Modified)
{
    /// <summary>What is sent together: a folder of the drop folder, or what lies in it loosely.</summary>
    public string Group => Path.IndexOf(System.IO.Path.DirectorySeparatorChar) is var slash and >= 0 ? Path[..slash] : "";
}

/// <summary>A line of the journal.</summary>
internal sealed record DropEntry(string Path, long Bytes, DateTime Modified, string State);

[JsonSerializable(typeof(DropEntry))]
internal sealed partial class DropJson : JsonSerializerContext;

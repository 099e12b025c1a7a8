using System.Formats.Tar;
using System.Text;
using FirstRead.Core.Settings;

namespace FirstRead.Cli.Demo.Radiographs;

/// <summary>The archive of an open training set, with the pictures and their labels.csv. It lies beside the repository or nowhere: no picture of it is part of this one.</summary>
public sealed class TrainingArchive(string path)
{
    public bool Exists => File.Exists(path);

    /// <summary>Where archives lie: in the folder that FIRSTREAD_SHARED_DATA names, else in <c>../shared/data</c> beside the repository.</summary>
    public static string FolderFor(string repository) => Path.GetFullPath(Path.Combine(
        EnvironmentReader.OfProcess.Optional("FIRSTREAD_SHARED_DATA") ?? Path.Combine(repository, "..", "shared", "data"), "training"));

    /// <summary>The first validation pictures of a label, in the order of labels.csv. Never one of the test split.</summary>
    /// <param name="label">As labels.csv has it.</param>
    /// <param name="most">At most so many.</param>
    public IReadOnlyList<LabelledPicture> Validation(string label, int most)
    {
        var rows = RowsOf(Encoding.UTF8.GetString(Entries(name => name == "labels.csv")["labels.csv"]))
            .Where(row => row["split"] == "val" && row["label"] == label).Take(most).ToList();
        var wanted = rows.Select(row => row["image"]).ToHashSet(StringComparer.Ordinal);
        var pictures = Entries(wanted.Contains);
        return [.. rows.Select(row => new LabelledPicture(row["image"], row, pictures[row["image"]]))];
    }

    /// <summary>No value of these tables holds a comma or a quote.</summary>
    private static IEnumerable<Dictionary<string, string>> RowsOf(string table)
    {
        var lines = table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var columns = lines[0].Split(',');
        return lines.Skip(1).Select(line => columns.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal));
    }

    /// <summary>By their names below the archive's one folder.</summary>
    private Dictionary<string, byte[]> Entries(Func<string, bool> wanted)
    {
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var archive = new TarReader(File.OpenRead(path));
        while (archive.GetNextEntry() is { } entry)
        {
            var name = entry.Name[(entry.Name.IndexOf('/', StringComparison.Ordinal) + 1)..];
            if (entry.DataStream is null || !wanted(name))
                continue;
            using var content = new MemoryStream();
            entry.DataStream.CopyTo(content);
            found[name] = content.ToArray();
        }
        return found;
    }
}

/// <param name="Name">In the archive.</param>
/// <param name="Row">Of labels.csv, by column.</param>
public sealed record LabelledPicture(string Name, IReadOnlyDictionary<string, string> Row, ReadOnlyMemory<byte> Jpeg);

using System.Collections.Frozen;

namespace FirstRead.Dicom.Registry;

/// <summary>A row of PS3.6 annex A.</summary>
public sealed record UidEntry(string Uid, string Keyword, string Type, string Name, bool IsRetired);

/// <summary>Every UID that PS3.6 registers. They name no one: a de-identified data set keeps them.</summary>
public static class UidRegistry
{
    public const string TransferSyntaxType = "Transfer Syntax";
    public const string SopClassType = "SOP Class";

    private static readonly Lazy<FrozenDictionary<string, UidEntry>> Entries = new(Load);

    public static IReadOnlyCollection<UidEntry> All => Entries.Value.Values;

    public static bool IsRegistered(string uid) => Entries.Value.ContainsKey(uid);

    public static UidEntry? Find(string uid) => Entries.Value.GetValueOrDefault(uid);

    private static FrozenDictionary<string, UidEntry> Load()
    {
        var entries = new List<UidEntry>(512);
        foreach (var line in EmbeddedTable.ReadText("uids.tsv").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var columns = line.Split('\t');
            entries.Add(new UidEntry(columns[0], columns[1], columns[2], columns[3], columns.Length > 4));
        }
        return entries.ToFrozenDictionary(entry => entry.Uid);
    }
}

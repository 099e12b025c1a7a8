namespace FirstRead.Dicom.Registry;

/// <summary>A row of PS3.6 annex A.</summary>
public sealed record UidEntry(string Uid, string Keyword, string Type, string Name, bool IsRetired);

/// <summary>Every UID that PS3.6 registers. They name no one: a de-identified data set keeps them.</summary>
public static class UidRegistry
{
    public const string TransferSyntaxType = "Transfer Syntax";
    public const string SopClassType = "SOP Class";

    private static readonly Lazy<Dictionary<string, UidEntry>> Entries = new(Load);

    public static IReadOnlyCollection<UidEntry> All => Entries.Value.Values;

    public static bool IsRegistered(string uid) => Entries.Value.ContainsKey(uid);

    public static UidEntry? Find(string uid) => Entries.Value.GetValueOrDefault(uid);

    // A plain dictionary: freezing one takes a starting function longer than it ever gives back.
    private static Dictionary<string, UidEntry> Load()
    {
        var entries = new Dictionary<string, UidEntry>(512, StringComparer.Ordinal);
        foreach (var line in EmbeddedTable.ReadText("uids.tsv").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var columns = line.Split('\t');
            entries.Add(columns[0], new UidEntry(columns[0], columns[1], columns[2], columns[3], columns.Length > 4));
        }
        return entries;
    }
}

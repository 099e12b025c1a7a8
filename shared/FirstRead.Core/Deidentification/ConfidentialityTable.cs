using System.Collections.Frozen;
using FirstRead.Dicom;

namespace FirstRead.Core.Deidentification;

/// <summary>PS3.15 table E.1-1, and the IOD types that its compound actions turn on.</summary>
internal static class ConfidentialityTable
{
    private const string ClassRoot = "1.2.840.10008.5.1.4.";
    private static readonly FrozenDictionary<DicomTag, Row> Rows = Load();
    private static readonly FrozenDictionary<(DicomTag Tag, string SopClass), char> Types = LoadTypes();

    public static Row? Find(DicomTag tag) => Rows.GetValueOrDefault(tag);

    /// <summary>The basic profile's action, a compound one resolved: what the IOD needs at the top level, else the safe order D, Z, X.</summary>
    public static AttributeAction Resolve(Row row, string sopClass, bool topLevel)
    {
        var offered = row.Basic.Split('/');
        if (offered.Contains("U*"))
            return AttributeAction.Walk;
        var type = topLevel ? Types.GetValueOrDefault((row.Tag, sopClass), '?') : '?';
        string[] order = type switch { '2' => ["Z", "D", "X"], '3' => ["X", "Z", "D"], _ => ["D", "Z", "X"] };
        return offered is ["U"] ? AttributeAction.MapUid : order.First(offered.Contains) switch
        {
            "D" => AttributeAction.Dummy,
            "Z" => AttributeAction.Empty,
            _ => AttributeAction.Remove,
        };
    }

    private static FrozenDictionary<DicomTag, Row> Load() => EmbeddedTable.Rows("confidentiality-profile.tsv")
        .Select(columns => new Row(DicomTag.Parse(columns[0]), columns[1], columns[2], columns.Length > 3 ? columns[3] : ""))
        .ToFrozenDictionary(row => row.Tag);

    private static FrozenDictionary<(DicomTag, string), char> LoadTypes() => EmbeddedTable.Rows("compound-types.tsv")
        .SelectMany(columns => columns[2].Split(' ').Select(end => (Key: (DicomTag.Parse(columns[0]), ClassRoot + end), Type: columns[1][0])))
        .ToFrozenDictionary(entry => entry.Key, entry => entry.Type);

    /// <param name="Basic">As the table has it, such as X/Z/D.</param>
    /// <param name="Options">Letters: c clean descriptors, d modified dates, s clean structured content, p characteristics.</param>
    internal sealed record Row(DicomTag Tag, string Keyword, string Basic, string Options);
}

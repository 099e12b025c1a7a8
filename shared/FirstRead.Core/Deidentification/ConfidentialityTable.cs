using System.Collections.Frozen;
using FirstRead.Dicom;

namespace FirstRead.Core.Deidentification;

/// <summary>PS3.15 table E.1-1, and the IOD types that its compound actions turn on.</summary>
internal static class ConfidentialityTable
{
    private const string ClassRoot = "1.2.840.10008.5.1.4.";
    private static readonly Dictionary<DicomTag, Row> Listed = Load();
    private static readonly Lazy<FrozenDictionary<(DicomTag Tag, DicomTag Around, string SopClass), char>> Types = new(LoadTypes);

    /// <summary>Keywords of the rows that 113108 keeps or cleans.</summary>
    public static IReadOnlyList<string> Characteristics { get; } =
        [.. Listed.Values.Where(row => row.Options.Contains('p', StringComparison.OrdinalIgnoreCase)).Select(row => row.Keyword)];

    /// <summary>Every row of one attribute; those of repeating groups and of private attributes are rules in <see cref="AttributeRules"/>.</summary>
    public static IReadOnlyCollection<Row> Rows => Listed.Values;

    public static Row? Find(DicomTag tag) => Listed.GetValueOrDefault(tag);

    /// <summary>
    /// The basic profile's action, a compound one resolved: what the IOD needs of the attribute in this place, else the
    /// safe order D, Z, X.
    /// </summary>
    /// <param name="around">The tag of the sequence that the attribute stands in; default at the top level.</param>
    public static AttributeAction Resolve(Row row, string sopClass, DicomTag around)
    {
        if (!row.IsCompound)
            return ActionOf(row.Basic);
        if (row.Basic.Contains("U*", StringComparison.Ordinal))
            return AttributeAction.Walk;
        var order = Types.Value.GetValueOrDefault((row.Tag, around, sopClass), '?') switch { '2' => "ZDX", '3' => "XZD", _ => "DZX" };
        foreach (var letter in order)
            if (row.Basic.Contains(letter, StringComparison.Ordinal))
                return ActionOf(letter.ToString());
        return AttributeAction.Remove;
    }

    private static AttributeAction ActionOf(string letter) => letter switch
    {
        "D" => AttributeAction.Dummy,
        "Z" => AttributeAction.Empty,
        "U" => AttributeAction.MapUid,
        _ => AttributeAction.Remove,
    };

    private static Dictionary<DicomTag, Row> Load() => EmbeddedTable.Rows("confidentiality-profile.tsv")
        .Where(columns => columns[0][0] == '(' && !columns[0].Contains('x', StringComparison.Ordinal))
        .Select(columns => new Row(DicomTag.Parse(columns[0]), columns[1], columns[3], columns.Length > 4 ? columns[4] : ""))
        .ToDictionary(row => row.Tag);

    private static FrozenDictionary<(DicomTag, DicomTag, string), char> LoadTypes() => EmbeddedTable.Rows("compound-types.tsv")
        .SelectMany(columns => columns[3].Split(' ').Select(end =>
            (Key: (DicomTag.Parse(columns[0]), columns[1] == "-" ? default : DicomTag.Parse(columns[1]), ClassRoot + end), Type: columns[2][0])))
        .ToFrozenDictionary(entry => entry.Key, entry => entry.Type);

    /// <param name="Basic">As the table has it, such as X/Z/D.</param>
    /// <param name="Options">Letters, small for kept and capital for cleaned, as confidentiality-profile.tsv explains them.</param>
    internal sealed record Row(DicomTag Tag, string Keyword, string Basic, string Options)
    {
        public bool IsCompound { get; } = Basic.Contains('/', StringComparison.Ordinal);
    }
}

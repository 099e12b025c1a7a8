using FirstRead.Dicom;

namespace FirstRead.Core.Deidentification;

/// <summary>PS3.15 table E.1-1, and the IOD types that its compound actions turn on.</summary>
internal static class ConfidentialityTable
{
    private const string ClassRoot = "1.2.840.10008.5.1.4.";
    private static readonly TagMap<Row> Listed = Load();
    private static readonly Lazy<TagMap<List<TypeRow>>> Types = new(LoadTypes);

    /// <summary>Keywords of the rows that 113108 keeps or cleans.</summary>
    public static IReadOnlyList<string> Characteristics { get; } =
        [.. Listed.Values.Where(row => row.Options.Contains('p', StringComparison.OrdinalIgnoreCase)).Select(row => row.Keyword)];

    /// <summary>Every row of one attribute; those of repeating groups and of private attributes are rules in <see cref="AttributeRules"/>.</summary>
    public static IReadOnlyCollection<Row> Rows => Listed.Values;

    public static Row? Find(DicomTag tag) => Listed.Find(tag);

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
        var order = TypeOf(row.Tag, around, sopClass) switch { '2' => "ZDX", '3' => "XZD", _ => "DZX" };
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

    private static char TypeOf(DicomTag tag, DicomTag around, string sopClass)
    {
        if (sopClass.StartsWith(ClassRoot, StringComparison.Ordinal) && Types.Value.Find(tag) is { } rows)
            foreach (var row in rows)
                if (row.Around == around && row.Classes.Contains($" {sopClass.AsSpan(ClassRoot.Length)} ", StringComparison.Ordinal))
                    return row.Type;
        return '?';
    }

    private static TagMap<Row> Load()
    {
        var rows = new TagMap<Row>(capacity: 1024);
        foreach (var columns in EmbeddedTable.Rows("confidentiality-profile.tsv"))
            if (columns[0][0] == '(' && !columns[0].Contains('x', StringComparison.Ordinal))
                rows.Add(DicomTag.Parse(columns[0]), new Row(DicomTag.Parse(columns[0]), columns[1], columns[3], columns.Length > 4 ? columns[4] : ""));
        return rows;
    }

    private static TagMap<List<TypeRow>> LoadTypes()
    {
        var types = new TagMap<List<TypeRow>>(capacity: 128);
        foreach (var columns in EmbeddedTable.Rows("compound-types.tsv"))
        {
            var tag = DicomTag.Parse(columns[0]);
            if (types.Find(tag) is not { } rows)
                types.Add(tag, rows = []);
            rows.Add(new TypeRow(columns[1] == "-" ? default : DicomTag.Parse(columns[1]), columns[2][0], $" {columns[3]} "));
        }
        return types;
    }

    /// <param name="Around">The tag of the sequence around it; default at the top level.</param>
    /// <param name="Classes">SOP classes below <see cref="ClassRoot"/>, a blank before and behind each.</param>
    private sealed record TypeRow(DicomTag Around, char Type, string Classes);

    /// <param name="Basic">As the table has it, such as X/Z/D.</param>
    /// <param name="Options">Letters, small for kept and capital for cleaned, as confidentiality-profile.tsv explains them.</param>
    internal sealed record Row(DicomTag Tag, string Keyword, string Basic, string Options)
    {
        public bool IsCompound { get; } = Basic.Contains('/', StringComparison.Ordinal);
    }
}

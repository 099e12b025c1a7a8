using System.Text;
using FirstRead.Core.Deidentification;
using FirstRead.Dicom;

namespace FirstRead.Core.Tests.Deidentification;

/// <summary>Writes the conformance statement: prose from Statement.md beside this file, tables from those of the program.</summary>
internal static class Statement
{
    public static string Write()
    {
        using var reader = new StreamReader(typeof(Statement).Assembly.GetManifestResourceStream("Statement.md")!);
        return reader.ReadToEnd()
            .Replace("{options}", Options(), StringComparison.Ordinal)
            .Replace("{attributes}", Attributes(), StringComparison.Ordinal)
            .Replace("{keepList}", Rows("keep-list.tsv"), StringComparison.Ordinal)
            .Replace("{safePrivate}", Rows("safe-private.tsv"), StringComparison.Ordinal)
            .Replace("{contentConcepts}", Rows("content-concepts.tsv"), StringComparison.Ordinal)
            .Replace("{codes}", EmbeddedTable.Lines("codes.tsv").Count().ToString("N0", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    // Which options each profile selects, and how many rows of the table name them.
    private static string Options()
    {
        var text = new StringBuilder();
        foreach (var option in Enum.GetValues<DeidentificationOption>().Where(option => option != DeidentificationOption.None))
        {
            var letters = OptionLetters.InOrder.Where(entry => entry.Option == option).Select(entry => entry.Letter).ToList();
            var (kept, cleaned) = (Count(letters.Where(char.IsLower)), Count(letters.Where(char.IsUpper)));
            Line(text, option, DeidentificationCodes.Of(option), kept, cleaned, DeidentificationProfile.ClinicalReview.Has(option) ? "yes" : "no");
        }
        return text.ToString();
    }

    private static int Count(IEnumerable<char> letters) => Table().Count(row => row.Length > 4 && letters.Any(letter => row[4].Contains(letter, StringComparison.Ordinal)));

    private static string Attributes()
    {
        var (basic, review) = (new AttributeRules(DeidentificationProfile.Basic), new AttributeRules(DeidentificationProfile.ClinicalReview));
        var text = new StringBuilder();
        foreach (var row in Table())
            Line(text, row[0], row[1], row[3], OptionCodes(row), Action(basic, row), Action(review, row));
        return text.ToString();
    }

    private static IEnumerable<string[]> Table() => EmbeddedTable.Rows("confidentiality-profile.tsv");

    private static string OptionCodes(string[] row) => row.Length < 5
        ? ""
        : string.Join(' ', row[4].Select(letter => $"{(char.IsLower(letter) ? 'K' : 'C')}{DeidentificationCodes.Of(OptionLetters.InOrder.First(entry => entry.Letter == letter).Option)}"));

    // At the top level of a class that is on no list of types: compound actions take the safe order.
    private static string Action(AttributeRules rules, string[] row)
    {
        if (!DicomTag.TryParse(row[0], out var tag))
            return "removed";
        var rule = rules.For(tag, Enum.TryParse<Vr>(row[2], out var vr) ? vr : Vr.UN, "", default);
        return Words(rule.Action) + (rule.Otherwise == rule.Action || rule.Action is AttributeAction.Walk or AttributeAction.WalkRetained ? "" : $", else {Words(rule.Otherwise)}");
    }

    private static string Words(AttributeAction action) => action switch
    {
        AttributeAction.Remove => "removed",
        AttributeAction.Empty => "emptied",
        AttributeAction.Dummy => "dummy",
        AttributeAction.DummyContent => "one dummy item",
        AttributeAction.MapUid => "new UID",
        AttributeAction.Walk or AttributeAction.WalkRetained => "items cleaned",
        AttributeAction.KeepCharacteristic => "kept when it is one",
        AttributeAction.KeepTime => "time kept",
        AttributeAction.ShiftDate => "date shifted",
        AttributeAction.CleanWords => "known words",
        AttributeAction.CleanAgent => "known words that name an agent",
        AttributeAction.KeepCode => "known codes",
        _ => throw new InvalidOperationException($"No words for {action}."),
    };

    private static string Rows(string name)
    {
        var text = new StringBuilder();
        foreach (var row in EmbeddedTable.Rows(name))
            Line(text, [.. row]);
        return text.ToString();
    }

    private static void Line(StringBuilder text, params object[] cells) => text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}

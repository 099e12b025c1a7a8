using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Deidentification.Pixels;

/// <summary>Where devices are known to write the patient's data (device-regions.tsv).</summary>
internal static class DeviceRegions
{
    private static readonly Rule[] Rules = [.. EmbeddedTable.Rows("device-regions.tsv").Select(Rule.Parse)];

    /// <summary>The boxes of every rule that the header meets.</summary>
    public static IReadOnlyList<PixelBox> Of(DicomDataset header) => Array.FindAll(Rules, rule => Array.TrueForAll(rule.Terms, term => term.Meets(header))) switch
    {
        [] => [],
        var met => [.. met.SelectMany(rule => rule.Boxes).Distinct()],
    };

    private sealed record Rule(Term[] Terms, PixelBox[] Boxes)
    {
        public static Rule Parse(string[] columns) =>
            new(Array.ConvertAll(columns[0].Split(" & "), Term.Parse), Array.ConvertAll(columns[1].Split(';'), Box));

        private static PixelBox Box(string text) =>
            Array.ConvertAll(text.Split(','), int.Parse) is [var x, var y, var width, var height] ? new PixelBox(x, y, width, height) : throw new FormatException(text);
    }

    /// <param name="Whole">The value is equal to the text, rather than contains it.</param>
    private sealed record Term(DicomTag Tag, string Text, bool Whole)
    {
        public static Term Parse(string text)
        {
            var at = text.IndexOfAny(['=', '~']);
            return new Term(DicomDictionary.FindKeyword(text[..at])?.Tag ?? throw new FormatException(text), text[(at + 1)..], text[at] == '=');
        }

        public bool Meets(DicomDataset header)
        {
            var value = string.Join('\\', header.GetStrings(Tag));
            return Whole ? value.Equals(Text, StringComparison.OrdinalIgnoreCase) : value.Contains(Text, StringComparison.OrdinalIgnoreCase);
        }
    }
}

using System.Globalization;
using System.Text;

namespace FirstRead.Reports.Pdf.Writing;

/// <summary>
/// A font as a document uses it: a Type 0 font of two-byte codes (ISO 32000-1, 9.7), one code for each character that was
/// written, so that copied and searched text is exactly the text that was given. What the font has no shape for is printed
/// as <c>[U+4E2D]</c>, and never left out.
/// </summary>
internal sealed class PdfFont(TrueTypeFont font, PdfReference reference, string resource)
{
    private readonly List<(Rune Rune, ushort Glyph)> _used = [];
    private readonly Dictionary<Rune, int> _codes = [];

    /// <summary>Its name among a page's resources: <c>F1</c>.</summary>
    public string Resource => resource;

    public PdfReference Reference => reference;

    /// <summary>Whether some character was printed by its number.</summary>
    public bool UsedNumbers { get; private set; }

    /// <summary>In points.</summary>
    public double Width(string text, double size) => text.EnumerateRunes().Sum(rune => Width(rune, size));

    public double Width(Rune rune, double size) => Shown(rune).Sum(font.AdvanceOf) * size / font.UnitsPerEm;

    /// <summary>Whether the font has a shape for it. Characters that steer rather than show (control, format, override) never have one.</summary>
    public bool Has(Rune rune) => font.GlyphOf(rune) != 0 && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned);

    /// <summary>Operators that show one line, within BT and ET (9.4.3).</summary>
    public string Show(string text)
    {
        var operators = new StringBuilder();
        var plain = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (Has(rune))
            {
                plain.Append(Code(rune));
                continue;
            }
            Flush(operators, plain);
            UsedNumbers = true;
            var stand = string.Concat(StandIn(rune).EnumerateRunes().Select(Code));
            operators.Append(Copied(rune) ? $"/Span <</ActualText {PdfText.Unicode(rune.ToString())}>> BDC <{stand}> Tj EMC\n" : $"<{stand}> Tj\n");
        }
        Flush(operators, plain);
        return operators.ToString();
    }

    /// <summary>Once all text is written: the font with the outlines that were used.</summary>
    public void WriteTo(PdfFile file)
    {
        var name = $"{Tag()}+{font.Name}";
        var descriptor = file.Add(
            $"<</Type /FontDescriptor /FontName /{name} /Flags 32 /FontBBox [{string.Join(' ', font.Box.Select(Thousandths))}] /ItalicAngle 0 " +
            $"/Ascent {Thousandths(font.Ascent)} /Descent {Thousandths(font.Descent)} /CapHeight {Thousandths(font.CapHeight)} /StemV 80 /FontFile2 {Program(file)}>>");
        var descendant = file.Add(
            $"<</Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> " +
            $"/FontDescriptor {descriptor} /DW 0 /W [1 [{string.Join(' ', _used.Select(used => Thousandths(font.AdvanceOf(used.Glyph))))}]] /CIDToGIDMap {file.AddStream("", GlyphMap())}>>");
        file.Set(reference, $"<</Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{descendant}] /ToUnicode {file.AddStream("", Encoding.ASCII.GetBytes(ToUnicode()))}>>");
    }

    private IEnumerable<ushort> Shown(Rune rune) => Has(rune) ? [font.GlyphOf(rune)] : StandIn(rune).EnumerateRunes().Select(font.GlyphOf);

    private static string StandIn(Rune rune) => string.Create(CultureInfo.InvariantCulture, $"[U+{rune.Value:X4}]");

    /// <summary>
    /// Whether copying gives the character itself (14.9.4, ActualText): not where it steers, nor where it runs from right
    /// to left, for readers would turn round what stands from left to right.
    /// </summary>
    private static bool Copied(Rune rune) =>
        Rune.IsLetterOrDigit(rune) && rune.Value is not ((>= 0x0590 and <= 0x08FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF));

    private static void Flush(StringBuilder operators, StringBuilder plain)
    {
        if (plain.Length > 0)
            operators.Append(CultureInfo.InvariantCulture, $"<{plain}> Tj\n");
        plain.Clear();
    }

    private string Code(Rune rune)
    {
        if (!_codes.TryGetValue(rune, out var code))
        {
            _used.Add((rune, font.GlyphOf(rune)));
            // Code 0 is left to the glyph of what is missing.
            _codes[rune] = code = _used.Count;
        }
        return code.ToString("X4", CultureInfo.InvariantCulture);
    }

    private PdfReference Program(PdfFile file)
    {
        var program = TrueTypeSubset.Of(font, _used.Select(used => used.Glyph));
        return file.AddStream(string.Create(CultureInfo.InvariantCulture, $"/Length1 {program.Length}"), program);
    }

    /// <summary>Two bytes a code (9.7.4.3).</summary>
    private byte[] GlyphMap() => [0, 0, .. _used.SelectMany(used => new[] { (byte)(used.Glyph >> 8), (byte)used.Glyph })];

    /// <summary>9.10.3; at most a hundred characters a block, as CMap files have it.</summary>
    private string ToUnicode()
    {
        var text = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var block in _used.Select((used, index) => (used.Rune, Code: index + 1)).Chunk(100))
        {
            text.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (rune, code) in block)
                text.Append(CultureInfo.InvariantCulture, $"<{code:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(rune.ToString()))}>\n");
            text.Append("endbfchar\n");
        }
        return text.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }

    private string Thousandths(int units) => PdfText.Number(1000.0 * units / font.UnitsPerEm);

    /// <summary>Six letters that tell this subset from another of the same font (9.6.4): made of what is in it.</summary>
    private string Tag()
    {
        var hash = _used.Aggregate(17UL, (sum, used) => unchecked((sum * 1_000_003) + (ulong)used.Rune.Value));
        return string.Concat(Enumerable.Range(0, 6).Select(_ =>
        {
            var letter = (char)('A' + (hash % 26));
            hash /= 26;
            return letter;
        }));
    }
}

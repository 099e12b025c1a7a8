using System.Globalization;
using System.Text;

namespace FirstRead.Dicom.Datasets;

/// <summary>The defined terms of PS3.3 C.12.1.1.2, and how people misspell them.</summary>
internal static class CharacterSetTerms
{
    /// <summary>Null for a term that nobody defined. "ISO_IR 100", "ISO 2022 IR 100" and "ISO-IR_100" are the same here.</summary>
    public static Repertoire? Find(string term)
    {
        var letters = new StringBuilder(term.Length);
        foreach (var character in term)
            if (char.IsAsciiLetterOrDigit(character)) letters.Append(char.ToUpperInvariant(character));
        var name = letters.ToString();
        if (name.StartsWith("ISO2022IR", StringComparison.Ordinal)) return ByNumber(name[9..]);
        if (name.StartsWith("ISOIR", StringComparison.Ordinal)) return ByNumber(name[5..]);
        return name switch
        {
            "" or "ASCII" or "ISO646" => Repertoire.Ascii,
            "GB18030" => Repertoire.Gb18030,
            "GBK" or "GB2312" => Repertoire.Gbk,
            "UTF8" or "ISO10646" => Repertoire.Utf8,
            "LATIN1" or "ISO88591" => ByNumber("100"),
            "ISO88592" => ByNumber("101"),
            "ISO88595" => ByNumber("144"),
            "ISO88596" => ByNumber("127"),
            "ISO88597" => ByNumber("126"),
            "ISO88598" => ByNumber("138"),
            "ISO88599" => ByNumber("148"),
            "ISO885915" => ByNumber("203"),
            "SHIFTJIS" or "SJIS" => ByNumber("13"),
            _ => null,
        };
    }

    private static Repertoire? ByNumber(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number != 14 ? Repertoire.Find(number) : null;
}

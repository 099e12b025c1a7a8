using System.Text;

namespace FirstRead.Dicom.Datasets;

/// <summary>How a code element's bytes become characters (ISO/IEC 2022: G0 is bytes 21 to 7E, G1 is A0 to FF).</summary>
internal enum RepertoireKind
{
    /// <summary>G0 of one byte: ISO-IR 6, or ISO-IR 14, which differs in two characters that are read as ASCII has them.</summary>
    Ascii,

    /// <summary>G1 of one byte.</summary>
    Single,

    /// <summary>G1 of ISO-IR 13: half-width katakana. Real files put Shift-JIS there as well.</summary>
    Katakana,

    /// <summary>G1 of two bytes: ISO-IR 149 and 58.</summary>
    DoubleG1,

    /// <summary>G0 of two bytes: ISO-IR 87.</summary>
    Jis0208,

    /// <summary>G0 of two bytes: ISO-IR 159.</summary>
    Jis0212,

    /// <summary>A code of variable length that allows no escapes: UTF-8, GB18030, GBK.</summary>
    Whole,
}

/// <summary>A character repertoire of PS3.3 tables C.12-2 to C.12-5.</summary>
/// <param name="Number">Its registration: 100 for ISO-IR 100; 0 for those without one.</param>
/// <param name="Encoding">What decodes its bytes as they stand, G0 of two bytes set to 8 bits; null for ASCII.</param>
/// <param name="Escape">Follows ESC (1B); empty where no escape selects it.</param>
internal sealed record Repertoire(int Number, RepertoireKind Kind, Encoding? Encoding, string Escape)
{
    public static readonly Repertoire Ascii = new(6, RepertoireKind.Ascii, null, "(B");
    public static readonly Repertoire Utf8 = new(192, RepertoireKind.Whole, Encoding.UTF8, "");
    public static readonly Repertoire Gb18030 = new(-1, RepertoireKind.Whole, Page(54936), "");
    public static readonly Repertoire Gbk = new(-2, RepertoireKind.Whole, Page(936), "");

    private static readonly Repertoire[] All =
    [
        Ascii,
        new(14, RepertoireKind.Ascii, null, "(J"),
        new(13, RepertoireKind.Katakana, Page(932), ")I"),
        new(100, RepertoireKind.Single, Encoding.Latin1, "-A"),
        new(101, RepertoireKind.Single, Page(28592), "-B"),
        new(109, RepertoireKind.Single, Page(28593), "-C"),
        new(110, RepertoireKind.Single, Page(28594), "-D"),
        new(126, RepertoireKind.Single, Page(28597), "-F"),
        new(127, RepertoireKind.Single, Page(28596), "-G"),
        new(138, RepertoireKind.Single, Page(28598), "-H"),
        new(144, RepertoireKind.Single, Page(28595), "-L"),
        new(148, RepertoireKind.Single, Page(28599), "-M"),
        new(166, RepertoireKind.Single, Page(874), "-T"),
        new(203, RepertoireKind.Single, Page(28605), "-b"),
        new(149, RepertoireKind.DoubleG1, Page(949), "$)C"),
        new(58, RepertoireKind.DoubleG1, Page(936), "$)A"),
        new(87, RepertoireKind.Jis0208, Page(20932), "$B"),
        new(159, RepertoireKind.Jis0212, Page(20932), "$(D"),
        Utf8,
    ];

    public static Repertoire? Find(int number) => Array.Find(All, repertoire => repertoire.Number == number);

    /// <summary>The repertoire whose escape these bytes, which follow an ESC, begin with; null if it is none of DICOM's.</summary>
    public static Repertoire? AtEscape(ReadOnlySpan<byte> bytes)
    {
        foreach (var repertoire in All)
            if (repertoire.Escape.Length > 0 && bytes.Length >= repertoire.Escape.Length && Matches(bytes, repertoire.Escape)) return repertoire;
        return null;
    }

    private static bool Matches(ReadOnlySpan<byte> bytes, string escape)
    {
        for (var i = 0; i < escape.Length; i++)
            if (bytes[i] != escape[i]) return false;
        return true;
    }

    /// <summary>From the code pages alone: there is no ICU where functions run.</summary>
    private static Encoding Page(int codePage) => CodePagesEncodingProvider.Instance.GetEncoding(codePage)
        ?? throw new NotSupportedException($"The runtime lacks code page {codePage}.");
}

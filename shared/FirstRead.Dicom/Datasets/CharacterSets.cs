using System.Text;

namespace FirstRead.Dicom.Datasets;

/// <summary>
/// Encodings by Specific Character Set (0008,0005), PS3.3 C.12.1.1.2. A term with code extensions ("ISO 2022 ...")
/// is read as its first repertoire alone: escape sequences are not followed yet.
/// </summary>
public static class CharacterSets
{
    private static readonly EncodingProvider CodePages = CodePagesEncodingProvider.Instance;

    /// <summary>The encoding of the first term; Latin-1 where the term is empty or unknown, so that no byte is lost.</summary>
    public static Encoding Find(string? term) => (term ?? "").Trim().Replace("ISO 2022 IR ", "ISO_IR ", StringComparison.Ordinal) switch
    {
        "ISO_IR 192" => Encoding.UTF8,
        "GB18030" => Page(54936),
        "GBK" or "ISO_IR 58" => Page(936),
        "ISO_IR 13" => Page(932),
        "ISO_IR 101" => Page(28592),
        "ISO_IR 109" => Page(28593),
        "ISO_IR 110" => Page(28594),
        "ISO_IR 144" => Page(28595),
        "ISO_IR 127" => Page(28596),
        "ISO_IR 126" => Page(28597),
        "ISO_IR 138" => Page(28598),
        "ISO_IR 148" => Page(28599),
        "ISO_IR 203" => Page(28605),
        "ISO_IR 166" => Page(874),
        "ISO_IR 149" => Page(949),
        _ => Encoding.Latin1,
    };

    private static Encoding Page(int codePage) => CodePages.GetEncoding(codePage) ?? Encoding.Latin1;
}

using System.Text;

namespace FirstRead.Dicom.Datasets;

/// <summary>
/// What Specific Character Set (0008,0005) says of a data set's text (PS3.3 C.12.1.1.2), and how that text is read:
/// code extensions are followed (PS3.5 6.1.2.5). Decoding never throws; what has no character becomes a flaw.
/// </summary>
public sealed class CharacterSet
{
    /// <summary>No Specific Character Set: ASCII. Other bytes are read as Latin-1, so that none is lost, and are a flaw.</summary>
    public static readonly CharacterSet Default = new([], TextFlaws.None);

    private readonly IReadOnlyList<Repertoire> _repertoires;

    private CharacterSet(IReadOnlyList<Repertoire> repertoires, TextFlaws flaws) => (_repertoires, Flaws) = (repertoires, flaws);

    /// <summary>What is wrong with the terms themselves.</summary>
    public TextFlaws Flaws { get; }

    /// <summary>The first repertoire, in which text is written; Latin-1 for ASCII.</summary>
    public Encoding Encoding => Initial.Encoding ?? Encoding.Latin1;

    internal Repertoire Initial => _repertoires.Count > 0 ? _repertoires[0] : Repertoire.Ascii;

    /// <summary>From the element's value as it stands in the file.</summary>
    public static CharacterSet Parse(ReadOnlySpan<byte> value) => Parse(Encoding.Latin1.GetString(value[..Math.Min(value.Length, 1024)]).Split('\\'));

    /// <param name="terms">Such as "ISO_IR 100", or "" and "ISO 2022 IR 87". Common misspellings are understood.</param>
    public static CharacterSet Parse(IReadOnlyList<string> terms)
    {
        var repertoires = new List<Repertoire>();
        var flaws = TextFlaws.None;
        for (var i = 0; i < terms.Count; i++)
        {
            var found = CharacterSetTerms.Find(terms[i]);
            if (found is null || i > 0 && found.Kind == RepertoireKind.Whole) flaws |= TextFlaws.UnknownTerm;
            else if (i > 0 && Whole(repertoires)) flaws |= TextFlaws.UnknownTerm;
            else
            {
                // An unknown first term leaves the initial state at ASCII.
                if (repertoires.Count < i && repertoires.Count == 0) repertoires.Add(Repertoire.Ascii);
                repertoires.Add(found);
            }
        }
        return new CharacterSet(repertoires, flaws);
    }

    /// <summary>A value's text, its padding included; backslashes part the values of those VRs that may have several.</summary>
    /// <param name="vr">Says where code extensions end: at backslashes, and in PN at ^ and = (PS3.5 6.1.2.5.3).</param>
    /// <param name="flaws">What was wrong with these bytes; not what is wrong with the terms.</param>
    public string Decode(ReadOnlySpan<byte> bytes, Vr vr, out TextFlaws flaws)
    {
        flaws = TextFlaws.None;
        if (Ascii.IsValid(bytes) && !bytes.Contains((byte)0x1B)) return Encoding.ASCII.GetString(bytes);
        if (!vr.UsesCharacterSet())
        {
            flaws = TextFlaws.Undecodable;
            return Encoding.Latin1.GetString(bytes);
        }
        if (Initial.Kind == RepertoireKind.Whole)
        {
            var text = Initial.Encoding!.GetString(bytes);
            if (text.Contains('\uFFFD')) flaws = TextFlaws.Undecodable;
            return text;
        }
        return new CodeExtensionDecoder(this, vr).Decode(bytes, out flaws);
    }

    public string Decode(ReadOnlySpan<byte> bytes, Vr vr) => Decode(bytes, vr, out _);

    internal bool Declares(Repertoire repertoire)
    {
        foreach (var declared in _repertoires)
            if (declared == repertoire || declared.Kind == RepertoireKind.Katakana && repertoire.Number == 14) return true;
        return repertoire == Repertoire.Ascii;
    }

    private static bool Whole(List<Repertoire> repertoires) => repertoires.Count > 0 && repertoires[0].Kind == RepertoireKind.Whole;
}

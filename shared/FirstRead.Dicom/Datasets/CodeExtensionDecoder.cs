using System.Text;

namespace FirstRead.Dicom.Datasets;

/// <summary>
/// Reads text with code extensions (PS3.5 6.1.2.5; ISO/IEC 2022, 8-bit code): escapes put a repertoire into G0 or G1,
/// and the initial state comes back at control characters and delimiters (6.1.2.5.3), whether or not the writer said so.
/// </summary>
internal ref struct CodeExtensionDecoder(CharacterSet set, Vr vr)
{
    private readonly StringBuilder _text = new();
    private Repertoire _g0 = Repertoire.Ascii;
    private Repertoire? _g1;
    private TextFlaws _flaws;

    public string Decode(ReadOnlySpan<byte> bytes, out TextFlaws flaws)
    {
        Reset();
        while (!bytes.IsEmpty) bytes = bytes[Step(bytes)..];
        flaws = _flaws;
        return _text.ToString();
    }

    /// <summary>Takes one character or escape; returns its bytes.</summary>
    private int Step(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[0];
        if (head == 0x1B && Repertoire.AtEscape(bytes[1..]) is { } selected)
        {
            Select(selected);
            return 1 + selected.Escape.Length;
        }
        if (head >= 0x80) return High(bytes);
        if (_g0.Kind is RepertoireKind.Jis0208 or RepertoireKind.Jis0212 && bytes.Length > 1 && IsGraphic(head) && IsGraphic(bytes[1]))
        {
            // Code page 20932 wants both bytes of JIS X 0208 above 80, and only the first one of JIS X 0212.
            var second = _g0.Kind == RepertoireKind.Jis0208 ? bytes[1] | 0x80 : bytes[1];
            Append(_g0.Encoding!, [(byte)(head | 0x80), (byte)second]);
            return 2;
        }
        if (head < 0x20 || IsDelimiter(head)) Reset();
        if (head == 0x1B) _flaws |= TextFlaws.Undecodable;
        _text.Append((char)head);
        return 1;
    }

    private int High(ReadOnlySpan<byte> bytes)
    {
        var pair = bytes.Length > 1 && _g1 is { } repertoire && repertoire.Kind switch
        {
            RepertoireKind.DoubleG1 => bytes[0] >= 0xA1 && bytes[1] >= 0xA1,
            RepertoireKind.Katakana => bytes[0] is >= 0x81 and <= 0x9F or >= 0xE0 and <= 0xFC && bytes[1] >= 0x40,
            _ => false,
        };
        var count = pair ? 2 : 1;
        if (pair || _g1 is { Kind: RepertoireKind.Single or RepertoireKind.Katakana }) Append(_g1!.Encoding!, bytes[..count]);
        else
        {
            _flaws |= TextFlaws.Undecodable;
            _text.Append((char)bytes[0]);
        }
        return count;
    }

    private void Append(Encoding encoding, scoped ReadOnlySpan<byte> bytes)
    {
        Span<char> characters = stackalloc char[4];
        var count = encoding.GetChars(bytes, characters);
        foreach (var character in characters[..count])
        {
            // C1 controls and private use stand where a code page has no character.
            if (character is '\uFFFD' or (>= '\u0080' and <= '\u009F') or (>= '\uE000' and <= '\uF8FF') || character == '?' && bytes[0] != '?')
                _flaws |= TextFlaws.Undecodable;
            _text.Append(character);
        }
    }

    private void Select(Repertoire repertoire)
    {
        if (!set.Declares(repertoire)) _flaws |= TextFlaws.UndeclaredEscape;
        if (repertoire.Kind is RepertoireKind.Ascii or RepertoireKind.Jis0208 or RepertoireKind.Jis0212) _g0 = repertoire;
        else _g1 = repertoire;
    }

    private void Reset()
    {
        var initial = set.Initial;
        var inG0 = initial.Kind is RepertoireKind.Jis0208 or RepertoireKind.Jis0212;

        // JIS X 0208 or 0212 as the first term is not allowed, for G0 must hold the delimiters: ASCII until an escape.
        _g0 = Repertoire.Ascii;
        _g1 = inG0 || initial.Kind == RepertoireKind.Ascii ? null : initial;
    }

    private readonly bool IsDelimiter(byte value) =>
        value == '\\' && vr.IsMultiValued() || vr == Vr.PN && value is (byte)'^' or (byte)'=';

    private static bool IsGraphic(byte value) => value is >= 0x21 and <= 0x7E;
}

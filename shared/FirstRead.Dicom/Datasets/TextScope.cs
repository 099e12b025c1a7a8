using FirstRead.Dicom.Reading;

namespace FirstRead.Dicom.Datasets;

/// <summary>
/// Follows a reader from token to token and knows which character set is in force: an item has its own or that of what
/// is around it (PS3.3 C.12.1.1.2). Gathers what was wrong with texts, as warnings.
/// </summary>
public sealed class TextScope
{
    private readonly Stack<CharacterSet> _outer = new();
    private readonly WarningList _warnings = new();

    public CharacterSet CharacterSet { get; private set; } = CharacterSet.Default;

    public IReadOnlyList<DicomWarning> Warnings => _warnings.Warnings;

    /// <summary>To be called on every token, before its text is asked for.</summary>
    public void Note(DicomReader reader)
    {
        switch (reader.Kind)
        {
            case DicomTokenKind.ItemStart:
                _outer.Push(CharacterSet);
                break;
            case DicomTokenKind.ItemEnd:
                CharacterSet = _outer.Pop();
                break;
            case DicomTokenKind.Element when reader.Tag == Tags.SpecificCharacterSet && reader.Length <= 1024:
                CharacterSet = CharacterSet.Parse(reader.ReadValue());
                Warn(CharacterSet.Flaws, reader);
                break;
        }
    }

    /// <summary>The text of a value that the reader stands on.</summary>
    /// <param name="bytes">The value, or a part of it; flaws count only of a whole one.</param>
    public string Decode(DicomReader reader, ReadOnlySpan<byte> bytes)
    {
        var set = reader.Vr.UsesCharacterSet() ? CharacterSet : CharacterSet.Default;
        var text = set.Decode(bytes, reader.Vr, out var flaws);
        if (bytes.Length == reader.Length) Warn(flaws, reader);
        return text;
    }

    private void Warn(TextFlaws flaws, DicomReader reader)
    {
        if (flaws.HasFlag(TextFlaws.UnknownTerm)) _warnings.Add(DicomWarningCodes.UnknownCharacterSet, reader.Tag, reader.Offset);
        if (flaws.HasFlag(TextFlaws.Undecodable)) _warnings.Add(DicomWarningCodes.UndecodableText, reader.Tag, reader.Offset);
        if (flaws.HasFlag(TextFlaws.UndeclaredEscape)) _warnings.Add(DicomWarningCodes.UndeclaredEscape, reader.Tag, reader.Offset);
    }
}

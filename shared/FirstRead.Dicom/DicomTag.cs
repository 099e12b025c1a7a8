using System.Globalization;

namespace FirstRead.Dicom;

/// <summary>A data element tag, ordered as a data set orders its elements (PS3.5 7.1).</summary>
public readonly record struct DicomTag(ushort Group, ushort Element) : IComparable<DicomTag>
{
    public DicomTag(uint value) : this((ushort)(value >> 16), (ushort)value) { }

    /// <summary>Group in the high half, element in the low half.</summary>
    public uint Value => (uint)Group << 16 | Element;

    /// <summary>Odd groups are private (PS3.5 7.8).</summary>
    public bool IsPrivate => (Group & 1) == 1;

    /// <summary>(gggg,0010) to (gggg,00FF) of a private group: the element that names the owner of a block.</summary>
    public bool IsPrivateCreator => IsPrivate && Element is >= 0x0010 and <= 0x00FF;

    /// <summary>(gggg,0000): retired outside of the file meta information and commands (PS3.5 7.2).</summary>
    public bool IsGroupLength => Element == 0;

    /// <summary>Reads "(0010,0010)", "0010,0010" or "00100010".</summary>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static DicomTag Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var tag) ? tag : throw new FormatException("A tag reads (gggg,eeee) or ggggeeee.");

    public static bool TryParse(ReadOnlySpan<char> text, out DicomTag tag)
    {
        tag = default;
        if (text.Length == 11 && text[0] == '(' && text[10] == ')') text = text[1..10];
        if (text.Length == 9 && text[4] == ',')
        {
            if (!TryHex(text[..4], out var group) || !TryHex(text[5..], out var element)) return false;
            tag = new DicomTag((ushort)group, (ushort)element);
            return true;
        }
        if (text.Length != 8 || !TryHex(text, out var value)) return false;
        tag = new DicomTag(value);
        return true;
    }

    public int CompareTo(DicomTag other) => Value.CompareTo(other.Value);

    public static bool operator <(DicomTag left, DicomTag right) => left.Value < right.Value;

    public static bool operator >(DicomTag left, DicomTag right) => left.Value > right.Value;

    public static bool operator <=(DicomTag left, DicomTag right) => left.Value <= right.Value;

    public static bool operator >=(DicomTag left, DicomTag right) => left.Value >= right.Value;

    public override int GetHashCode() => (int)Value;

    public override string ToString() => $"({Group:X4},{Element:X4})";

    private static bool TryHex(ReadOnlySpan<char> text, out uint value) =>
        uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
}

using System.Text;
using FirstRead.Dicom;

namespace FirstRead.Core.Deidentification;

/// <summary>Whether a value is one that its VR allows (PS3.5 table 6.2-1): what an option keeps as it is must at least be that.</summary>
internal static class LegalValue
{
    // Lengths are characters; a character of the longest encodings has four bytes.
    private const int BytesOfCharacter = 4;

    public static bool Is(Vr vr, ReadOnlySpan<byte> value) => vr.Kind() switch
    {
        VrKind.Number or VrKind.Bulk => vr.SwapWidth() is var width && value.Length % width == 0,
        VrKind.Uid or VrKind.Date or VrKind.Text => IsText(vr, value),
        _ => false,
    };

    private static bool IsText(Vr vr, ReadOnlySpan<byte> value)
    {
        foreach (var character in value)
            if (character < 0x20 && character is not (0x1B or (byte)'\n' or (byte)'\r' or (byte)'\t' or (byte)'\f' or 0))
                return false;
        if (!vr.IsMultiValued())
            return value.Length <= Longest(vr);
        foreach (var single in Encoding.Latin1.GetString(value).Split('\\'))
            if (!IsSingle(vr, single.Trim(' ', '\0')))
                return false;
        return true;
    }

    private static bool IsSingle(Vr vr, string value) => value.Length <= Longest(vr) && vr switch
    {
        Vr.DS or Vr.IS => ValueChecks.IsDecimal(value),
        Vr.UI => ValueChecks.IsUid(value),
        Vr.DA or Vr.DT => value.Length == 0 || DateShift.Shift(value, 0) is not null,
        Vr.TM => DateShift.IsTime(value),
        Vr.AS => value.Length == 0 || PatientAge.Coarsen(value) is not null,
        Vr.CS => value.All(character => character is >= 'A' and <= 'Z' or >= '0' and <= '9' or ' ' or '_'),
        _ => true,
    };

    private static int Longest(Vr vr) => vr switch
    {
        Vr.AE or Vr.CS or Vr.DS => 16,
        Vr.AS => 4,
        Vr.IS => 12,
        Vr.SH => 16 * BytesOfCharacter,
        Vr.LO => 64 * BytesOfCharacter,
        Vr.PN => 3 * 64 * BytesOfCharacter,
        Vr.ST => 1024 * BytesOfCharacter,
        Vr.LT => 10240 * BytesOfCharacter,
        Vr.UI => 64,
        Vr.DA or Vr.TM or Vr.DT => 26,
        _ => int.MaxValue,
    };
}

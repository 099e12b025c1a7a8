namespace FirstRead.Dicom;

/// <summary>What a value representation holds, as far as cleaning and printing care.</summary>
public enum VrKind
{
    /// <summary>Characters: identifiers, codes, free text, numbers in text (IS, DS), ages (AS).</summary>
    Text,

    /// <summary>DA, TM, DT: characters that say when.</summary>
    Date,

    /// <summary>UI.</summary>
    Uid,

    /// <summary>Binary numbers and tags: US, SS, UL, SL, UV, SV, FL, FD, AT.</summary>
    Number,

    /// <summary>OB, OD, OF, OL, OV, OW: arrays of bytes or numbers.</summary>
    Bulk,

    /// <summary>SQ.</summary>
    Sequence,

    /// <summary>UN, or no value representation at all: may hold anything, text and sequences included.</summary>
    Unknown,
}

/// <summary>Facts of PS3.5 6.2 and 7.1.2 about each value representation.</summary>
public static class VrFacts
{
    /// <summary>Whether these two bytes, read as a little-endian number, name a value representation of PS3.5.</summary>
    public static bool IsDefined(this Vr vr) => vr.Kind() != VrKind.Unknown || vr == Vr.UN;

    public static VrKind Kind(this Vr vr) => vr switch
    {
        Vr.AE or Vr.AS or Vr.CS or Vr.DS or Vr.IS or Vr.LO or Vr.LT or Vr.PN or Vr.SH or Vr.ST or Vr.UC or Vr.UR or Vr.UT =>
            VrKind.Text,
        Vr.DA or Vr.DT or Vr.TM => VrKind.Date,
        Vr.UI => VrKind.Uid,
        Vr.AT or Vr.FD or Vr.FL or Vr.SL or Vr.SS or Vr.SV or Vr.UL or Vr.US or Vr.UV => VrKind.Number,
        Vr.OB or Vr.OD or Vr.OF or Vr.OL or Vr.OV or Vr.OW => VrKind.Bulk,
        Vr.SQ => VrKind.Sequence,
        _ => VrKind.Unknown,
    };

    /// <summary>Text, dates and UIDs: values are characters.</summary>
    public static bool IsText(this Vr vr) => vr.Kind() is VrKind.Text or VrKind.Date or VrKind.Uid;

    /// <summary>Text whose characters are those of Specific Character Set (PS3.5 6.1.2.3); the rest is ASCII.</summary>
    public static bool UsesCharacterSet(this Vr vr) => vr is Vr.LO or Vr.LT or Vr.PN or Vr.SH or Vr.ST or Vr.UC or Vr.UT;

    /// <summary>Text that may hold several values, parted by a backslash. ST, LT, UT and UR hold one.</summary>
    public static bool IsMultiValued(this Vr vr) => vr.IsText() && vr is not (Vr.LT or Vr.ST or Vr.UT or Vr.UR);

    /// <summary>In explicit encodings: two reserved bytes and a 32-bit length instead of a 16-bit one (PS3.5 table 7.1-1).</summary>
    public static bool HasLongHeader(this Vr vr) =>
        vr is Vr.OB or Vr.OD or Vr.OF or Vr.OL or Vr.OV or Vr.OW or Vr.SQ or Vr.SV or Vr.UC or Vr.UN or Vr.UR or Vr.UT or Vr.UV
        || !vr.IsDefined();

    /// <summary>Bytes that are swapped together between big and little endian; 1 where order does not matter.</summary>
    public static int SwapWidth(this Vr vr) => vr switch
    {
        Vr.AT or Vr.OW or Vr.SS or Vr.US => 2,
        Vr.FL or Vr.OF or Vr.OL or Vr.SL or Vr.UL => 4,
        Vr.FD or Vr.OD or Vr.OV or Vr.SV or Vr.UV => 8,
        _ => 1,
    };

    /// <summary>The byte that makes an odd value even: a space for text, NUL for UI and binary (PS3.5 6.2).</summary>
    public static byte Padding(this Vr vr) => vr.IsText() && vr != Vr.UI ? (byte)' ' : (byte)0;
}

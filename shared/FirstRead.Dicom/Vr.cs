namespace FirstRead.Dicom;

/// <summary>
/// The value representations of PS3.5 6.2. The number is the two characters as a little-endian 16-bit value,
/// so that a header's bytes are the enum's value.
/// </summary>
public enum Vr : ushort
{
    None = 0,
    AE = 'A' | 'E' << 8,
    AS = 'A' | 'S' << 8,
    AT = 'A' | 'T' << 8,
    CS = 'C' | 'S' << 8,
    DA = 'D' | 'A' << 8,
    DS = 'D' | 'S' << 8,
    DT = 'D' | 'T' << 8,
    FD = 'F' | 'D' << 8,
    FL = 'F' | 'L' << 8,
    IS = 'I' | 'S' << 8,
    LO = 'L' | 'O' << 8,
    LT = 'L' | 'T' << 8,
    OB = 'O' | 'B' << 8,
    OD = 'O' | 'D' << 8,
    OF = 'O' | 'F' << 8,
    OL = 'O' | 'L' << 8,
    OV = 'O' | 'V' << 8,
    OW = 'O' | 'W' << 8,
    PN = 'P' | 'N' << 8,
    SH = 'S' | 'H' << 8,
    SL = 'S' | 'L' << 8,
    SQ = 'S' | 'Q' << 8,
    SS = 'S' | 'S' << 8,
    ST = 'S' | 'T' << 8,
    SV = 'S' | 'V' << 8,
    TM = 'T' | 'M' << 8,
    UC = 'U' | 'C' << 8,
    UI = 'U' | 'I' << 8,
    UL = 'U' | 'L' << 8,
    UN = 'U' | 'N' << 8,
    UR = 'U' | 'R' << 8,
    US = 'U' | 'S' << 8,
    UT = 'U' | 'T' << 8,
    UV = 'U' | 'V' << 8,
}

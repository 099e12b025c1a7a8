using FirstRead.Dicom;

namespace FirstRead.Core.Deidentification;

/// <summary>A value that says nothing, legal in its VR (PS3.15 E.1, action D). ASCII, which every character set can read.</summary>
internal static class DummyValue
{
    public static ReadOnlyMemory<byte> Of(Vr vr) => vr switch
    {
        Vr.DA => "19000101"u8.ToArray(),
        Vr.TM => "000000"u8.ToArray(),
        Vr.DT => "19000101000000"u8.ToArray(),
        Vr.AS => "000Y"u8.ToArray(),
        Vr.DS or Vr.IS => "0"u8.ToArray(),
        Vr.UR => "urn:removed"u8.ToArray(),
        _ when vr.IsText() => "REMOVED"u8.ToArray(),
        _ => new byte[Math.Max(2, vr.SwapWidth())],
    };
}

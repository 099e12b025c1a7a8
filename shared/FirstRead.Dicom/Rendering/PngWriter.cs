namespace FirstRead.Dicom.Rendering;

/// <summary>Writes 8-bit PNG pictures (ISO/IEC 15948).</summary>
public static class PngWriter
{
    public static void WriteGrey(Stream target, int width, int height, ReadOnlySpan<byte> pixels) => throw new NotImplementedException();

    public static void WriteRgb(Stream target, int width, int height, ReadOnlySpan<byte> pixels) => throw new NotImplementedException();

    public static void WriteRgba(Stream target, int width, int height, ReadOnlySpan<byte> pixels) => throw new NotImplementedException();
}

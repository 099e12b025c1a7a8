using FirstRead.Dicom.Pixels;

namespace FirstRead.Dicom.Tests.Pixels;

/// <summary>Descriptions of frames to test codecs with.</summary>
internal static class Shapes
{
    public static PixelDescription Of(int rows, int columns, int samples, int allocated, int? stored = null, string? photometric = null) => new()
    {
        Rows = rows,
        Columns = columns,
        Frames = 1,
        SamplesPerPixel = samples,
        BitsAllocated = allocated,
        BitsStored = stored ?? allocated,
        HighBit = (stored ?? allocated) - 1,
        IsSigned = false,
        IsPlanar = false,
        Photometric = photometric ?? (samples == 1 ? "MONOCHROME2" : "RGB"),
    };
}

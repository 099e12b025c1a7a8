using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Deidentification;

/// <summary>How pixels lie in their value, by the header.</summary>
/// <param name="Bytes">What native ones take, even; null where the header does not say. Whatever stands behind them is dropped.</param>
/// <param name="Unused">Null where every allocated bit belongs to a sample.</param>
/// <param name="Frames">At least 1.</param>
/// <param name="Cells">Samples of one colour in a frame, of one bit eight at a time.</param>
/// <param name="Width">Bytes of a sample, at least 1.</param>
/// <param name="FrameBytes">Of one native frame, without padding.</param>
internal readonly record struct PixelLayout(long? Bytes, UnusedBits? Unused, int Frames, long Cells, int Width, long FrameBytes)
{
    public static PixelLayout Of(DicomDataset header) => new(
        HeaderFacts.NativePixelBytes(header),
        UnusedBits.Of(header),
        Math.Max(1, header.GetInt(Tags.NumberOfFrames) ?? 1),
        CellsOf(header, 1),
        Math.Max(1, (header.GetInt(Tags.BitsAllocated) ?? 8) / 8),
        CellsOf(header, Math.Clamp(header.GetInt(Tags.SamplesPerPixel) ?? 1, 1, 4)) * Math.Max(1, (header.GetInt(Tags.BitsAllocated) ?? 8) / 8));

    // Samples of one bit lie eight to a cell.
    private static long CellsOf(DicomDataset header, int colours)
    {
        var samples = (long)colours * (header.GetInt(Tags.Rows) ?? 0) * (header.GetInt(Tags.Columns) ?? 0);
        return header.GetInt(Tags.BitsAllocated) == 1 ? (samples + 7) / 8 : samples;
    }
}

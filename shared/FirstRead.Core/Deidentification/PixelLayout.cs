using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Deidentification;

/// <summary>How native pixels lie in their value, by the header.</summary>
/// <param name="Bytes">What they take, even; null where the header does not say. Whatever stands behind them is dropped.</param>
/// <param name="Unused">Null where every allocated bit belongs to a sample.</param>
internal readonly record struct PixelLayout(long? Bytes, UnusedBits? Unused)
{
    public static PixelLayout Of(DicomDataset header) => new(HeaderFacts.NativePixelBytes(header), UnusedBits.Of(header));
}

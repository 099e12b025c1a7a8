using FirstRead.Dicom.Datasets;

namespace FirstRead.Dicom.Rendering;

/// <summary>Stored values that are no picture (PS3.3 C.7.5.1.1.2): shown black, and of no weight for a window.</summary>
internal readonly record struct PaddingRange(double Low, double High)
{
    public static PaddingRange? From(DicomDataset header)
    {
        if (header.GetDouble(Tags.PixelPaddingValue) is not { } value) return null;
        var limit = header.GetDouble(Tags.PixelPaddingRangeLimit) ?? value;
        return new PaddingRange(Math.Min(value, limit), Math.Max(value, limit));
    }

    public bool Holds(float stored) => stored >= Low && stored <= High;
}

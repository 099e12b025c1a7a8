using FirstRead.Dicom.Datasets;

namespace FirstRead.Dicom.Rendering;

/// <summary>A window on modality values (PS3.3 C.11.2.1.2, LINEAR).</summary>
public readonly record struct WindowLevel(double Center, double Width)
{
    /// <summary>The data set's first window; null where it has none that is usable.</summary>
    public static WindowLevel? FromHeader(DicomDataset dataset) =>
        dataset.GetDouble(Tags.WindowCenter) is { } center && dataset.GetDouble(Tags.WindowWidth) is { } width and >= 1
            ? new WindowLevel(center, width)
            : null;

    /// <summary>From the 1st to the 99th percentile of the values.</summary>
    public static WindowLevel FromPercentiles(ReadOnlySpan<float> values, double low = 1, double high = 99) => throw new NotImplementedException();

    /// <summary>0 (black) to 255 for each value; the other way round where <paramref name="inverted"/>.</summary>
    public byte[] Render(ReadOnlySpan<float> values, bool inverted = false) => throw new NotImplementedException();
}

using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;

namespace FirstRead.Dicom.Rendering;

/// <summary>A frame as it is looked at.</summary>
/// <param name="Pixels">Row by row, 0 black.</param>
public sealed record GreyPicture(int Width, int Height, byte[] Pixels)
{
    /// <summary>
    /// A monochrome frame through the given window, else the header's, else one from percentiles. Pixel padding
    /// (PS3.3 C.7.5.1.1.2) is black and does not weigh in.
    /// </summary>
    /// <exception cref="DicomException">As <see cref="PixelFrames.GetValues"/> throws.</exception>
    public static GreyPicture From(DicomDataset dataset, PixelFrames frames, int frame = 0, WindowLevel? window = null)
    {
        var description = frames.Description;
        var values = frames.GetValues(frame);
        var padding = Padding(dataset, frames, frame);
        window ??= WindowLevel.FromHeader(dataset, frame) ?? WindowLevel.FromPercentiles(Without(values, padding));
        var pixels = window.Value.Render(values, description.IsInverted);
        if (padding is { } range)
            for (var i = 0; i < pixels.Length; i++)
                if (range.Holds(values[i])) pixels[i] = 0;
        return new GreyPicture(description.Columns, description.Rows, pixels);
    }

    private static Range? Padding(DicomDataset dataset, PixelFrames frames, int frame)
    {
        if (dataset.GetDouble(Tags.PixelPaddingValue) is not { } value) return null;
        var limit = dataset.GetDouble(Tags.PixelPaddingRangeLimit) ?? value;
        var (slope, intercept) = frames.RescaleOf(frame);
        var (a, b) = ((float)(value * slope + intercept), (float)(limit * slope + intercept));
        return new Range(Math.Min(a, b), Math.Max(a, b));
    }

    private static float[] Without(float[] values, Range? padding) =>
        padding is { } range && Array.FindAll(values, value => !range.Holds(value)) is { Length: > 0 } rest ? rest : values;

    private readonly record struct Range(float Low, float High)
    {
        public bool Holds(float value) => value >= Low && value <= High;
    }
}

using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;

namespace FirstRead.Dicom.Rendering;

/// <summary>
/// A monochrome frame as a program reads it: modality values in which brighter is more, whatever the photometry, and
/// whatever window someone left in the header.
/// </summary>
public static class GreyValues
{
    /// <param name="header">The data set of the frame; its pixel data are not looked at.</param>
    /// <param name="samples">As <see cref="PixelFrames.GetFrame"/> gives them.</param>
    /// <param name="description">Of these samples.</param>
    /// <param name="frame">From 0.</param>
    /// <param name="tables">Apply a VOI LUT, or a sigmoid window (to 0 to 1): they belong to how a detector's values become grey. Linear windows never count.</param>
    /// <returns>Row by row. Pixel padding (PS3.3 C.7.5.1.1.2) has the lowest value of the rest.</returns>
    /// <exception cref="CannotDecodeException">The picture has colours.</exception>
    /// <exception cref="DicomException"><c>malformed</c>: a lookup table is broken.</exception>
    public static float[] Read(DicomDataset header, ReadOnlySpan<byte> samples, PixelDescription description, int frame = 0, bool tables = false)
    {
        if (!description.IsMonochrome) throw new CannotDecodeException("Values are of monochrome pictures");
        var stored = StoredValues.Unpack(samples, description);
        var padding = PaddingRange.From(header);
        var isPadding = padding is { } range ? Array.ConvertAll(stored, range.Holds) : null;
        var values = MonochromeRendering.Modality(header, stored, description, frame);
        if (tables) values = Shaped(values, header, description, frame);
        var isInverted = description.IsInverted || header.GetString(Tags.PresentationLUTShape) == "INVERSE";
        if (!isInverted && isPadding is null) return values;
        var (low, high) = Range(values, isPadding);
        if (isInverted)
            for (var i = 0; i < values.Length; i++) values[i] = low + high - values[i];
        if (isPadding is not null)
            for (var i = 0; i < values.Length; i++)
                if (isPadding[i]) values[i] = low;
        return values;
    }

    private static float[] Shaped(float[] values, DicomDataset header, PixelDescription description, int frame)
    {
        if (MonochromeRendering.VoiTable(header, description, frame) is { } table) return table.Map(values);
        if (WindowLevel.FromHeader(header, frame) is not { Function: VoiFunction.Sigmoid } window) return values;
        return Array.ConvertAll(values, value => (float)(1 / (1 + Math.Exp(-4 * (value - window.Center) / window.Width))));
    }

    private static (float Low, float High) Range(float[] values, bool[]? isPadding)
    {
        var (low, high) = (float.PositiveInfinity, float.NegativeInfinity);
        for (var i = 0; i < values.Length; i++)
            if (isPadding is null || !isPadding[i]) (low, high) = (MathF.Min(low, values[i]), MathF.Max(high, values[i]));
        return low <= high ? (low, high) : (0, 0);
    }
}

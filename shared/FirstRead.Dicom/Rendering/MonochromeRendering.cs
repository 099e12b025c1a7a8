using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;

namespace FirstRead.Dicom.Rendering;

/// <summary>The grayscale transformation sequence (PS3.4 N.2): modality, VOI, presentation.</summary>
internal static class MonochromeRendering
{
    public static Picture Render(DicomDataset header, ReadOnlySpan<byte> samples, PixelDescription description, int frame, WindowLevel? window)
    {
        var stored = StoredValues.Unpack(samples, description);
        var values = Modality(header, stored, description, frame);
        var padding = PaddingRange.From(header);
        var inverted = description.IsInverted || header.GetString(Tags.PresentationLUTShape) == "INVERSE";
        var pixels = window is null && VoiTable(header, description, frame) is { } table
            ? table.ToGrey(values, inverted)
            : (window ?? WindowLevel.FromHeader(header, frame) ?? Guess(values, stored, padding, description)).Render(values, inverted);
        if (padding is { } range)
            for (var i = 0; i < pixels.Length; i++)
                if (range.Holds(stored[i])) pixels[i] = 0;
        return new Picture(description.Columns, description.Rows, 1, pixels);
    }

    /// <summary>Null where a VOI table stands in its place.</summary>
    public static WindowLevel? WindowOf(DicomDataset header, ReadOnlySpan<byte> samples, PixelDescription description, int frame)
    {
        if (VoiTable(header, description, frame) is not null) return null;
        if (WindowLevel.FromHeader(header, frame) is { } window) return window;
        var stored = StoredValues.Unpack(samples, description);
        return Guess(Modality(header, stored, description, frame), stored, PaddingRange.From(header), description);
    }

    /// <summary>The frame's rescale, else the Modality LUT, else the data set's rescale (PS3.3 C.11.1, C.7.6.16.2.9).</summary>
    internal static float[] Modality(DicomDataset header, float[] stored, PixelDescription description, int frame)
    {
        var own = FunctionalGroups.Find(header, frame, Tags.PixelValueTransformationSequence);
        if (own is null && LookupTable.Find(header, Tags.ModalityLUTSequence, description.IsSigned) is { } table) return table.Map(stored);
        var slope = (own ?? header).GetDouble(Tags.RescaleSlope) is { } number and not 0 ? number : 1;
        var intercept = (own ?? header).GetDouble(Tags.RescaleIntercept) ?? 0;
        return slope == 1 && intercept == 0 ? stored : Array.ConvertAll(stored, value => (float)(value * slope + intercept));
    }

    /// <summary>Its input is signed where modality values can be negative (PS3.3 C.11.2.1.1).</summary>
    internal static LookupTable? VoiTable(DicomDataset header, PixelDescription description, int frame)
    {
        var holder = FunctionalGroups.Find(header, frame, Tags.FrameVOILUTSequence) ?? header;
        var isSigned = header.GetSequence(Tags.ModalityLUTSequence).Count == 0 && (description.IsSigned || header.GetDouble(Tags.RescaleIntercept) < 0);
        return LookupTable.Find(holder, Tags.VOILUTSequence, isSigned);
    }

    /// <summary>Without a window in the header: all of it where there are two values, else what most values lie in.</summary>
    private static WindowLevel Guess(float[] values, float[] stored, PaddingRange? padding, PixelDescription description)
    {
        if (description.BitsStored == 1) return new WindowLevel(0.5, 1, VoiFunction.LinearExact);
        var counted = padding is { } range ? [.. values.Where((_, i) => !range.Holds(stored[i]))] : values;
        return WindowLevel.FromPercentiles(counted.Length > 0 ? counted : values);
    }
}

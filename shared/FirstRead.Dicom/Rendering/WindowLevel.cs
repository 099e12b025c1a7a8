using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;

namespace FirstRead.Dicom.Rendering;

/// <summary>A window on modality values (PS3.3 C.11.2.1.2).</summary>
/// <param name="Width">At least 1; above 0 where <paramref name="IsExact"/>.</param>
/// <param name="IsExact">LINEAR_EXACT instead of LINEAR, which takes half a value off the centre and one off the width.</param>
public readonly record struct WindowLevel(double Center, double Width, bool IsExact = false)
{
    private const int SampleSize = 1 << 16;

    /// <summary>The frame's first window, or the data set's; null where there is none that is usable, or a sigmoid is asked for.</summary>
    public static WindowLevel? FromHeader(DicomDataset dataset, int frame = 0)
    {
        var holder = FunctionalGroups.Find(dataset, frame, Tags.FrameVOILUTSequence) ?? dataset;
        var function = holder.GetString(Tags.VOILUTFunction) ?? "LINEAR";
        var isExact = function == "LINEAR_EXACT";
        return (isExact || function == "LINEAR")
            && holder.GetDouble(Tags.WindowCenter) is { } center
            && holder.GetDouble(Tags.WindowWidth) is { } width && (isExact ? width > 0 : width >= 1)
            ? new WindowLevel(center, width, isExact)
            : null;
    }

    /// <summary>From one percentile of the values to another; of many values a regular sample is taken. Values that are not finite do not count.</summary>
    public static WindowLevel FromPercentiles(ReadOnlySpan<float> values, double low = 1, double high = 99)
    {
        var step = Math.Max(1, values.Length / SampleSize);
        var sample = new List<float>(values.Length / step + 1);
        for (var i = 0; i < values.Length; i += step)
            if (float.IsFinite(values[i])) sample.Add(values[i]);
        if (sample.Count == 0) return new WindowLevel(0, 1, true);
        sample.Sort();
        double bottom = sample[(int)((sample.Count - 1) * low / 100)];
        double top = sample[(int)((sample.Count - 1) * high / 100)];
        return new WindowLevel((bottom + top) / 2, top > bottom ? top - bottom : 1, true);
    }

    /// <summary>0 (black) to 255 for each value; the other way round where <paramref name="inverted"/> (MONOCHROME1).</summary>
    public byte[] Render(ReadOnlySpan<float> values, bool inverted = false)
    {
        var center = IsExact ? Center : Center - 0.5;
        var width = IsExact ? Width : Math.Max(Width - 1, double.Epsilon);
        var bottom = center - width / 2;
        var grey = new byte[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var share = (values[i] - bottom) / width;
            var level = share > 0 ? share < 1 ? (byte)(share * 255 + 0.5) : (byte)255 : (byte)0;
            grey[i] = inverted ? (byte)(255 - level) : level;
        }
        return grey;
    }
}

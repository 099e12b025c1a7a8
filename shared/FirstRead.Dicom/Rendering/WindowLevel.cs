using FirstRead.Dicom.Datasets;
using FirstRead.Dicom.Pixels;

namespace FirstRead.Dicom.Rendering;

/// <summary>A window on modality values (PS3.3 C.11.2.1.2 and C.11.2.1.3).</summary>
/// <param name="Center">The value that becomes middle grey.</param>
/// <param name="Width">At least 1 for <see cref="VoiFunction.Linear"/>, else above 0.</param>
/// <param name="Function">How values between black and white are spread.</param>
public readonly record struct WindowLevel(double Center, double Width, VoiFunction Function = VoiFunction.Linear)
{
    private const int SampleSize = 1 << 16;

    /// <summary>The frame's first window, or the data set's; null where there is none that is usable.</summary>
    public static WindowLevel? FromHeader(DicomDataset dataset, int frame = 0)
    {
        var holder = FunctionalGroups.Find(dataset, frame, Tags.FrameVOILUTSequence) ?? dataset;
        return FunctionOf(holder.GetString(Tags.VOILUTFunction)) is { } function
            && holder.GetDouble(Tags.WindowCenter) is { } center
            && holder.GetDouble(Tags.WindowWidth) is { } width
            && IsUsable(width, function)
            ? new WindowLevel(center, width, function)
            : null;
    }

    public static bool IsUsable(double width, VoiFunction function) => function == VoiFunction.Linear ? width >= 1 : width > 0;

    /// <summary>From one percentile of the values to another; of many values a regular sample is taken. Values that are not finite do not count.</summary>
    public static WindowLevel FromPercentiles(ReadOnlySpan<float> values, double low = 1, double high = 99)
    {
        var step = Math.Max(1, values.Length / SampleSize);
        var sample = new List<float>(values.Length / step + 1);
        for (var i = 0; i < values.Length; i += step)
            if (float.IsFinite(values[i])) sample.Add(values[i]);
        if (sample.Count == 0) return new WindowLevel(0, 1, VoiFunction.LinearExact);
        sample.Sort();
        double bottom = sample[(int)((sample.Count - 1) * low / 100)];
        double top = sample[(int)((sample.Count - 1) * high / 100)];
        return new WindowLevel((bottom + top) / 2, top > bottom ? top - bottom : 1, VoiFunction.LinearExact);
    }

    /// <summary>0 (black) to 255 for each value; the other way round where <paramref name="inverted"/> (MONOCHROME1).</summary>
    public byte[] Render(ReadOnlySpan<float> values, bool inverted = false)
    {
        var grey = new byte[values.Length];
        if (Function == VoiFunction.Sigmoid) Sigmoid(values, grey);
        else Linear(values, grey);
        if (inverted)
            foreach (ref var level in grey.AsSpan()) level = (byte)(255 - level);
        return grey;
    }

    private static VoiFunction? FunctionOf(string? text) => text switch
    {
        null or "LINEAR" => VoiFunction.Linear,
        "LINEAR_EXACT" => VoiFunction.LinearExact,
        "SIGMOID" => VoiFunction.Sigmoid,
        _ => null,
    };

    private void Linear(ReadOnlySpan<float> values, Span<byte> grey)
    {
        var isExact = Function == VoiFunction.LinearExact;
        var center = isExact ? Center : Center - 0.5;
        var width = isExact ? Width : Math.Max(Width - 1, double.Epsilon);
        var bottom = center - width / 2;
        for (var i = 0; i < values.Length; i++)
        {
            var share = (values[i] - bottom) / width;
            grey[i] = share > 0 ? share < 1 ? (byte)(share * 255 + 0.5) : (byte)255 : (byte)0;
        }
    }

    private void Sigmoid(ReadOnlySpan<float> values, Span<byte> grey)
    {
        for (var i = 0; i < values.Length; i++)
        {
            var share = 1 / (1 + Math.Exp(-4 * (values[i] - Center) / Width));
            grey[i] = double.IsNaN(share) ? (byte)0 : (byte)(share * 255 + 0.5);
        }
    }
}

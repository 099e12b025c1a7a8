using System.Globalization;
using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Results;

namespace FirstRead.Reports.Pdf;

/// <summary>How large a finding is, and no more than its pictures allow to say (PS3.3 C.10.7.1.3).</summary>
internal static class FindingSizes
{
    public const string DetectorNote = "At the detector: a projection magnifies what lies before it; in the patient it is smaller.";
    public const string UnstatedNote = "Calibration unstated: the pictures do not say whether their pixel spacing holds in the patient.";

    private static readonly PixelSpacing OnePixel = new(1, 1);

    /// <param name="outlines">On the key frame, in its pixels.</param>
    /// <returns>A line a measure.</returns>
    public static IReadOnlyList<string> Of(Finding finding, IReadOnlyList<Outline> outlines, PixelScale? scale)
    {
        if (finding.DiameterMm is { } diameter)
            return Lines((Text(diameter, "0.0"), "mm"), finding.AreaMm2 is { } area ? (Text(area, "0"), "mm²") : null,
                // A thousand cubic millimetres are a millilitre, which is how volumes are spoken of.
                finding.VolumeMm3 is { } volume ? (Text(volume / 1000, "0.00"), "ml") : null);
        return Of(outlines, scale);
    }

    public static IReadOnlyList<string> Of(IReadOnlyList<Outline> outlines, PixelScale? scale)
    {
        if (outlines.Count == 0)
            return ["not measured"];
        if (scale is null)
            return [$"{Text(outlines.Max(outline => outline.DiameterMm(OnePixel)), "0")} pixels"];
        var lines = Lines((Text(outlines.Max(outline => outline.DiameterMm(scale.Spacing)), "0.0"), "mm"), (Text(outlines.Sum(outline => outline.AreaMm2(scale.Spacing)), "0"), "mm²"));
        return scale.Basis switch
        {
            LengthBasis.Detector => [.. lines, "at the detector"],
            LengthBasis.Unstated => [.. lines, "calibration unstated"],
            _ => lines,
        };
    }

    private static string[] Lines(params ReadOnlySpan<(string Value, string Unit)?> measures)
    {
        var lines = new List<string>();
        foreach (var measure in measures)
            if (measure is { } known)
                lines.Add($"{known.Value} {known.Unit}");
        return [.. lines];
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}

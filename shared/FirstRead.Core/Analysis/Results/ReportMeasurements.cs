using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;

namespace FirstRead.Core.Analysis.Results;

/// <summary>Area and length of an outline in the best unit that its picture allows.</summary>
/// <param name="Method">How they were measured, where mm alone would claim too much; null where they hold in the patient, or are pixels.</param>
/// <param name="Words">The same for a person.</param>
internal sealed record ReportMeasurements(double Area, double Length, CodedConcept AreaUnit, CodedConcept LengthUnit, CodedConcept? Method, string? Words)
{
    private static readonly PixelSpacing OnePixel = new(1, 1);

    public static ReportMeasurements Of(Contour contour, PixelScale? scale)
    {
        var outline = Outline.Of(contour.Points);
        if (scale is null)
            return new(
                Rounded(outline.AreaPixels), Rounded(outline.DiameterMm(OnePixel)), ReportCodes.Pixels, ReportCodes.Pixels, null,
                "Measured in pixels: the picture does not say how large they are.");
        return new(
            contour.AreaMm2 ?? Rounded(outline.AreaMm2(scale.Spacing)),
            contour.DiameterMm ?? Rounded(outline.DiameterMm(scale.Spacing)),
            ReportCodes.SquareMillimetre,
            ReportCodes.Millimetre,
            scale.Basis switch { LengthBasis.Detector => ReportCodes.AtDetector, LengthBasis.Unstated => ReportCodes.Uncalibrated, _ => null },
            scale.Basis switch
            {
                LengthBasis.Detector => "Measured at the detector: larger than in the patient.",
                LengthBasis.Unstated => "The picture does not say whether its pixel spacing was corrected for magnification.",
                _ => null,
            });
    }

    private static double Rounded(double value) => Math.Round(value, 1, MidpointRounding.AwayFromZero);
}

using FirstRead.Core.Analysis.Geometry;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Core.Analysis.Results;

/// <summary>Where a pixel's size holds.</summary>
public enum LengthBasis
{
    /// <summary>In the patient.</summary>
    Patient,

    /// <summary>At the detector: a projection magnifies what lies before it.</summary>
    Detector,

    /// <summary>The header does not say (PS3.3 C.10.7.1.3: PixelSpacing of a projection without ImagerPixelSpacing).</summary>
    Unstated,
}

/// <summary>A pixel's size, mm, and where it holds.</summary>
public sealed record PixelScale(PixelSpacing Spacing, LengthBasis Basis)
{
    /// <summary>Null where the header gives no size: then lengths are pixels.</summary>
    public static PixelScale? Of(DicomDataset header)
    {
        var pixel = PixelSpacing.From(header.GetDoubles(Tags.PixelSpacing));
        var imager = PixelSpacing.From(header.GetDoubles(Tags.ImagerPixelSpacing));
        if (pixel is not { } spacing)
            return imager is { } atDetector ? new(atDetector, LengthBasis.Detector) : null;
        var inPatient = ImagePlane.From(header.GetDoubles(Tags.ImagePositionPatient), header.GetDoubles(Tags.ImageOrientationPatient), header.GetDoubles(Tags.PixelSpacing)) is not null;
        // C.10.7.1.3: values that differ were corrected or calibrated, and so were those with a type.
        if (inPatient || header.GetString(Tags.PixelSpacingCalibrationType) is not null || (imager is not null && imager != pixel))
            return new(spacing, LengthBasis.Patient);
        return new(spacing, imager is null ? LengthBasis.Unstated : LengthBasis.Detector);
    }
}

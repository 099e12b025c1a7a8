using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Models;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Inference.Running;

/// <summary>A slice as the net wants it, and where it lies.</summary>
/// <param name="Index">In the stack.</param>
internal sealed record PreparedSlice(int Index, ImagePlane Plane, PreparedSquare Square)
{
    /// <summary>Null when the picture's own header, unlike its row, has no plane.</summary>
    public static PreparedSlice? From(int index, DicomDataset header, Field grey, ModelInput input) =>
        ImagePlane.From(header.GetDoubles(Tags.ImagePositionPatient), header.GetDoubles(Tags.ImageOrientationPatient), header.GetDoubles(Tags.PixelSpacing)) is { } plane
            ? new(index, plane, PreparedSquare.From(grey, input, plane.Spacing))
            : null;
}

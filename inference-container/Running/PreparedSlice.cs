using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Analysis.Results;
using FirstRead.Dicom;
using FirstRead.Inference.Studies;

namespace FirstRead.Inference.Running;

/// <summary>A slice as the net wants it, and where it lies.</summary>
/// <param name="Index">In the stack.</param>
/// <param name="Picture">What is kept of its header.</param>
internal sealed record PreparedSlice(int Index, ImagePlane Plane, SourcePicture Picture, PreparedSquare Square)
{
    /// <summary>Of a decoded slice; null when its own header, unlike its row, has no plane.</summary>
    public static PreparedSlice? From(int index, DecodedPicture picture, ModelInput input) =>
        ImagePlane.From(picture.Header.GetDoubles(Tags.ImagePositionPatient), picture.Header.GetDoubles(Tags.ImageOrientationPatient), picture.Header.GetDoubles(Tags.PixelSpacing)) is { } plane
            ? new(index, plane, SourcePicture.OfSlice(picture.Header, picture.Window()), PreparedSquare.From(picture.Grey(input.Voi), input, plane.Spacing))
            : null;
}

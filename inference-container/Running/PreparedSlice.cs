using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Models;
using FirstRead.Dicom;
using FirstRead.Dicom.Datasets;

namespace FirstRead.Inference.Running;

/// <summary>A slice as the net wants it, and how to find the way back.</summary>
/// <param name="Index">In the stack.</param>
/// <param name="Image">Normalised values of the model's square.</param>
internal sealed record PreparedSlice(int Index, ImagePlane Plane, ModelGrid Grid, float[] Image)
{
    /// <summary>Null when the picture's own header, unlike its row, has no plane.</summary>
    public static PreparedSlice? From(int index, DicomDataset header, Field values, bool inverted, ModelInput input)
    {
        if (ImagePlane.From(header.GetDoubles(Tags.ImagePositionPatient), header.GetDoubles(Tags.ImageOrientationPatient), header.GetDoubles(Tags.PixelSpacing)) is not { } plane)
            return null;
        var grid = new ModelGrid(values.Columns, values.Rows, plane.Spacing, input.Side, input.PixelMm!.Value);
        var square = grid.ToModel(inverted ? Negative(values) : values);
        var image = new float[square.Values.Length];
        input.Normalisation.Apply(square.Values, image);
        return new(index, plane, grid, image);
    }

    /// <summary>MONOCHROME1 shows its lowest value white: turned over, so that bright means bright.</summary>
    private static Field Negative(Field values)
    {
        var (low, high) = (values.Values.Min(), values.Values.Max());
        return values with { Values = [.. values.Values.Select(value => low + high - value)] };
    }
}

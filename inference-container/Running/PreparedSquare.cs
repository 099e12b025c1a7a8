using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Lesions;
using FirstRead.Core.Analysis.Models;

namespace FirstRead.Inference.Running;

/// <summary>A picture as the net wants it, and how to find the way back.</summary>
/// <param name="Values">Normalised, of the model's square.</param>
internal sealed record PreparedSquare(ModelGrid Grid, float[] Values)
{
    /// <param name="grey">Brighter is more.</param>
    /// <param name="input">The model's.</param>
    /// <param name="spacing">Needed by the aspect physical alone.</param>
    /// <param name="point">Needed by the aspect crop alone.</param>
    public static PreparedSquare From(Field grey, ModelInput input, PixelSpacing? spacing = null, PixelPoint? point = null)
    {
        var grid = ModelGrid.For(grey.Columns, grey.Rows, input, spacing, point);
        var square = grid.ToModel(grey);
        var values = new float[square.Values.Length];
        input.Normalisation.Apply(square.Values, values);
        return new(grid, values);
    }
}

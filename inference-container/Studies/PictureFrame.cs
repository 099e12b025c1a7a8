using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Studies;

namespace FirstRead.Inference.Studies;

/// <summary>One picture to be decoded: an instance's only frame, or one of many.</summary>
/// <param name="Frame">From 1.</param>
internal sealed record PictureFrame(Instance Instance, int Frame = 1)
{
    public static PictureFrame Of(StackedSlice slice) => new(slice.Instance, slice.Frame);
}

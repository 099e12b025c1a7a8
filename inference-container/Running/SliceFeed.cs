using FirstRead.Core.Analysis;
using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Models;
using FirstRead.Inference.Studies;

namespace FirstRead.Inference.Running;

/// <summary>The slices of a stack, prepared for the net.</summary>
internal static class SliceFeed
{
    /// <inheritdoc cref="PictureFeed.ReadAsync{T}"/>
    public static IAsyncEnumerable<PreparedSlice> ReadAsync(StudyBorders study, SliceStack stack, ModelInput input, CancellationToken cancel)
    {
        return PictureFeed.ReadAsync(study, [.. stack.Slices.Select(PictureFrame.Of)], Prepare, cancel);

        PreparedSlice Prepare(int index, DecodedPicture picture) => PreparedSlice.From(index, picture, input)
            ?? throw new StudyFailedException(AnalysisCodes.UnreadableObject, $"image {stack.Slices[index].Instance.SopInstanceUid} lacks its position, orientation or spacing");
    }
}

using FirstRead.Core.Deidentification.Pixels;

namespace FirstRead.TextDetection;

/// <summary>How a pass looks: at which scales, and what counts as text.</summary>
/// <param name="Scales">Of the picture; below 1 finds large letters, above 1 small ones.</param>
/// <param name="Threshold">Probability from which a pixel is of text.</param>
/// <param name="BoxScore">Mean probability from which a region is a box.</param>
internal sealed record DetectionPlan(IReadOnlyList<double> Scales, float Threshold, float BoxScore)
{
    public static DetectionPlan Detection { get; } = new([0.5, 1, 1.4], 0.3f, 0.5f);

    public static DetectionPlan Verification { get; } = new([0.7, 2], 0.25f, 0.45f);

    public IEnumerable<double> ScalesFor(TextPicture picture) => Scales.Where(scale => Math.Min(picture.Width, picture.Height) * scale >= 32);
}

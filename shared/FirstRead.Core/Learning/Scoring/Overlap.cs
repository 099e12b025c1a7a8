using FirstRead.Core.Analysis.Lesions;

namespace FirstRead.Core.Learning.Scoring;

/// <summary>
/// How two filled regions cover each other, in pixels (Dice 1945; Jaccard 1912; as Taha and Hanbury 2015 and Maier-Hein et
/// al. 2024 give them). Both are 1 for equal regions and 0 for regions apart, and Dice = 2 IoU / (1 + IoU).
/// </summary>
/// <param name="Pictures">On which it was measured: those that the mark lies on.</param>
/// <param name="LesionPictures">On which the lesion lies.</param>
public sealed record Overlap(double Dice, double Iou, int Pictures, int LesionPictures)
{
    /// <summary>On the mark's pictures alone: who outlines a lesion on one slice of ten is measured on that slice.</summary>
    internal static Overlap Of(Region mark, Region lesion)
    {
        var (shared, both) = (0L, 0L);
        foreach (var (place, drawn) in mark.Masks)
        {
            var known = lesion.Masks.GetValueOrDefault(place);
            both += drawn.Count + (known?.Count ?? 0);
            shared += known is null ? 0 : Common(drawn, known);
        }
        return new(2.0 * shared / both, (double)shared / (both - shared), mark.Masks.Count, lesion.Masks.Count);
    }

    private static int Common(Mask first, Mask second)
    {
        var common = 0;
        var (right, bottom) = (Math.Min(first.Left + first.Width, second.Left + second.Width), Math.Min(first.Top + first.Height, second.Top + second.Height));
        for (var row = Math.Max(first.Top, second.Top); row < bottom; row++)
            for (var column = Math.Max(first.Left, second.Left); column < right; column++)
                if (first[column, row] && second[column, row])
                    common++;
        return common;
    }
}

namespace FirstRead.Core.Learning.Scoring;

/// <summary>One reader's marks held against one reference, of one case.</summary>
/// <param name="Lesions">Of the reference.</param>
/// <param name="Marks">Of the reader.</param>
/// <param name="Found">Lesions with a mark of their own.</param>
/// <param name="FalseMarks">Marks that lie on no lesion. A second mark on one lesion is neither found nor false.</param>
/// <param name="Dice">Mean over the lesions, a missed one counting 0; null without a lesion that has an outline.</param>
/// <param name="Iou">As <paramref name="Dice"/>.</param>
/// <param name="Distance">Mean over the lesions found of which it is known; null where there is none.</param>
/// <param name="Pairs">A lesion each, in the reference's order.</param>
public sealed record CaseScore(
    int Lesions,
    int Marks,
    int Found,
    int FalseMarks,
    double? Dice,
    double? Iou,
    BoundaryDistance? Distance,
    IReadOnlyList<LesionScore> Pairs)
{
    /// <summary>Lesion sensitivity of the free-response method (Bunch et al. 1978; Chakraborty 2013); null for a case without lesions.</summary>
    public double? Sensitivity => Lesions == 0 ? null : (double)Found / Lesions;
}

/// <summary>One lesion of the reference and the mark that stands for it.</summary>
/// <param name="Mark">Null: missed.</param>
/// <param name="Overlap">Null: missed, or one of the two is a point.</param>
/// <param name="Distance">Null as the overlap is, and between boxes, which have no boundary of the lesion's.</param>
/// <param name="Measurable">Whether overlap is asked of it: false for a lesion that is a point.</param>
public sealed record LesionScore(string Lesion, string? Label, string? Mark, Overlap? Overlap, BoundaryDistance? Distance, bool Measurable);

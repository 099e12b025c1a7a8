using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Analysis.Lesions;

/// <summary>What lesions mean for the order of reading.</summary>
public static class RiskRules
{
    /// <summary>
    /// What is worth a person's time: at least one outline of plausible size and enough confidence. The thresholds were
    /// chosen by how many tumour-free pictures they mark, one picture at a time; what falls short of them is noise.
    /// </summary>
    public static bool IsFinding(Lesion lesion, SegmentationTask rules) =>
        lesion.Marks.Any(mark => rules.Calibration.Of(mark.Probability) >= rules.Decision.MinimumConfidence && IsPlausible(mark.AreaMm2, rules.Decision));

    /// <summary>
    /// Outlines of plausible size on enough slices in a row, marked with enough confidence. A series has many slices, so this
    /// confidence was chosen by how many neighbouring tumour-free pictures are marked together.
    /// </summary>
    public static bool IsHigh(Lesion lesion, SliceStack stack, SegmentationTask rules)
    {
        var plausible = lesion.Slices.Where(slice => IsPlausible(lesion.AreaOn(slice), rules.Decision)).ToHashSet();
        var longest = LongestRun(plausible, stack);
        return longest >= rules.Decision.MinimumNeighbouringSlices
            && longest * (stack.DistanceMm ?? 0) >= rules.Decision.MinimumExtentMm
            && rules.Calibration.Of(lesion.Confidence) >= rules.Decision.HighRiskConfidence;
    }

    /// <summary>High when a finding is, indeterminate when there is any, else nothing that the model knows.</summary>
    public static Risk Of(IReadOnlyList<Finding> findings) =>
        findings.Any(finding => finding.HighRisk) ? Risk.High : findings.Count > 0 ? Risk.Indeterminate : Risk.NoFinding;

    private static bool IsPlausible(double areaMm2, DecisionRules rules) => areaMm2 >= rules.MinimumAreaMm2 && areaMm2 <= rules.MaximumAreaMm2;

    private static int LongestRun(HashSet<int> slices, SliceStack stack)
    {
        var (longest, run) = (0, 0);
        for (var slice = 0; slice < stack.Slices.Count; slice++)
        {
            run = !slices.Contains(slice) ? 0 : run > 0 && stack.IsNextNeighbour(slice - 1) ? run + 1 : 1;
            longest = Math.Max(longest, run);
        }
        return longest;
    }
}

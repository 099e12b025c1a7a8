using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Models;
using FirstRead.Core.Studies;

namespace FirstRead.Core.Analysis.Lesions;

/// <summary>What lesions mean for the order of reading.</summary>
public static class RiskRules
{
    /// <summary>Outlines of plausible size on enough slices in a row, marked with enough confidence.</summary>
    public static bool IsHigh(Lesion lesion, SliceStack stack, DecisionRules rules)
    {
        var plausible = lesion.Slices
            .Where(slice => lesion.AreaOn(slice) is var area && area >= rules.MinimumAreaMm2 && area <= rules.MaximumAreaMm2)
            .ToHashSet();
        var longest = LongestRun(plausible, stack);
        return longest >= rules.MinimumNeighbouringSlices
            && longest * (stack.DistanceMm ?? 0) >= rules.MinimumExtentMm
            && lesion.Confidence >= rules.MinimumConfidence;
    }

    /// <summary>High when a lesion is, indeterminate when anything was marked, else nothing that the model knows.</summary>
    public static Risk Of(IReadOnlyList<Finding> findings) =>
        findings.Any(finding => finding.HighRisk) ? Risk.High : findings.Count > 0 ? Risk.Indeterminate : Risk.NoFinding;

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

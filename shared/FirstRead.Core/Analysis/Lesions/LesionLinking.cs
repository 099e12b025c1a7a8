using FirstRead.Core.Analysis.Geometry;
using FirstRead.Core.Analysis.Models;

namespace FirstRead.Core.Analysis.Lesions;

/// <summary>Joins marks of neighbouring slices into lesions. Across a gap in the stack nothing is joined.</summary>
public static class LesionLinking
{
    /// <summary>Largest volume of marks first.</summary>
    public static IReadOnlyList<Lesion> Link(IReadOnlyList<Mark> marks, SliceStack stack, DecisionRules rules)
    {
        var ordered = marks.OrderBy(mark => mark.Slice).ToArray();
        var parent = Enumerable.Range(0, ordered.Length).ToArray();
        for (var first = 0; first < ordered.Length; first++)
            for (var second = first + 1; second < ordered.Length && ordered[second].Slice <= ordered[first].Slice + 1; second++)
                if (ordered[second].Slice > ordered[first].Slice && stack.IsNextNeighbour(ordered[first].Slice) && Belong(ordered[first], ordered[second], stack, rules))
                    parent[Root(parent, second)] = Root(parent, first);
        return
        [
            .. Enumerable.Range(0, ordered.Length)
                .GroupBy(index => Root(parent, index), index => ordered[index])
                .Select(group => new Lesion([.. group]))
                .OrderByDescending(lesion => lesion.Marks.Sum(mark => mark.AreaMm2)),
        ];
    }

    private static bool Belong(Mark a, Mark b, SliceStack stack, DecisionRules rules)
    {
        if (a.Region.Overlaps(b.Region))
            return true;
        var between = b.Centre - a.Centre;
        var inPlane = between - (stack.Orientation.Normal * between.Dot(stack.Orientation.Normal));
        return inPlane.Length <= rules.LinkDistanceMm;
    }

    private static int Root(int[] parent, int index)
    {
        while (parent[index] != index)
            index = parent[index];
        return index;
    }
}

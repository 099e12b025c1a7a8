using FirstRead.Core.Analysis.Geometry;

namespace FirstRead.Core.Analysis.Lesions;

/// <summary>
/// The connected parts of a picture at or above a threshold, their holes filled: an outline is what is measured, and a
/// necrotic core belongs to its tumour. Pixels touch by their sides, background also by corners.
/// </summary>
public static class Regions
{
    public static IReadOnlyList<Mask> Find(Field field, double threshold)
    {
        var labels = new int[field.Values.Length];
        var found = new List<Mask>();
        for (var index = 0; index < labels.Length; index++)
            if (labels[index] == 0 && field.Values[index] >= threshold)
                found.Add(Filled(Flood(field, threshold, labels, index, found.Count + 1)));
        var ordered = found.OrderByDescending(mask => mask.Count).ToArray();
        var kept = new List<Mask>();
        foreach (var mask in ordered)
            if (!kept.Exists(other => Encloses(other, mask)))
                kept.Add(mask);
        return kept;
    }

    private static Mask Flood(Field field, double threshold, int[] labels, int seed, int label)
    {
        var (queue, members) = (new Stack<int>([seed]), new List<int>());
        labels[seed] = label;
        while (queue.TryPop(out var index))
        {
            members.Add(index);
            var column = index % field.Columns;
            Visit(index - field.Columns, index >= field.Columns);
            Visit(index + field.Columns, index + field.Columns < labels.Length);
            Visit(index - 1, column > 0);
            Visit(index + 1, column + 1 < field.Columns);
        }
        var (left, right) = (members.Min(index => index % field.Columns), members.Max(index => index % field.Columns));
        var (top, bottom) = (members.Min() / field.Columns, members.Max() / field.Columns);
        var mask = new Mask(left, top, right - left + 1, bottom - top + 1);
        foreach (var index in members)
            mask.Add(index % field.Columns, index / field.Columns);
        return mask;

        void Visit(int index, bool inside)
        {
            if (!inside || labels[index] != 0 || field.Values[index] < threshold)
                return;
            labels[index] = label;
            queue.Push(index);
        }
    }

    /// <summary>Adds what the outside cannot reach.</summary>
    private static Mask Filled(Mask mask)
    {
        // One pixel of margin on each side lets the outside run around the region.
        var (width, height) = (mask.Width + 2, mask.Height + 2);
        var outside = new bool[width * height];
        var queue = new Stack<int>([0]);
        outside[0] = true;
        while (queue.TryPop(out var index))
            foreach (var next in Around(index, width, height))
                if (!outside[next] && !mask[mask.Left + (next % width) - 1, mask.Top + (next / width) - 1])
                {
                    outside[next] = true;
                    queue.Push(next);
                }
        for (var index = 0; index < outside.Length; index++)
            if (!outside[index])
                mask.Add(mask.Left + (index % width) - 1, mask.Top + (index / width) - 1);
        return mask;
    }

    private static IEnumerable<int> Around(int index, int width, int height)
    {
        var (column, row) = (index % width, index / width);
        for (var y = Math.Max(0, row - 1); y <= Math.Min(height - 1, row + 1); y++)
            for (var x = Math.Max(0, column - 1); x <= Math.Min(width - 1, column + 1); x++)
                if (x != column || y != row)
                    yield return (y * width) + x;
    }

    private static bool Encloses(Mask large, Mask small)
    {
        var (column, row) = small.Pixels().First();
        return large[column, row];
    }
}

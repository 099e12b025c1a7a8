using System.Globalization;

namespace FirstRead.Core.Studies.Geometry;

/// <summary>
/// Missing slices inside a stack. A distance well above its neighbours' is a gap where the scanner's own numbers skip as many slices
/// as the distance does; where they run on, the spacing was chosen so (a head CT with thin slices below and thick ones above, a spine
/// cut in blocks). Without numbers that follow the positions, geometry alone decides, and a run of equal wide distances is a choice.
/// Blind to a missing first or last slice: see <see cref="DeclaredCounts"/>.
/// </summary>
public static class SliceGaps
{
    /// <summary>Fewer positions have no usual distance among them.</summary>
    private const int FewestPositions = 4;
    private const double Outlier = 1.5;
    private const double HalfASlice = 0.5;

    /// <summary>So many equal wide distances in a row are a spacing of their own.</summary>
    private const int Zone = 3;

    public static bool Exist(IReadOnlyList<Instance> instances) => In(instances).Any();

    /// <param name="instances">Of a study or of a series.</param>
    public static IEnumerable<Shortfall> In(IReadOnlyList<Instance> instances) =>
        from series in instances.GroupBy(instance => instance.SeriesInstanceUid)
        from stack in SliceStack.Of(series)
        where stack.Positions.Count >= FewestPositions && FirstGap(stack) is not null
        let gap = FirstGap(stack)!.Value
        select new Shortfall(Shortfall.SliceGap, string.Create(
            CultureInfo.InvariantCulture, $"two neighbours of a series of {stack.Positions.Count} slices stand {stack.Steps[gap]:0.#} mm apart, others {stack.UsualStep:0.#} mm"));

    private static int? FirstGap(SliceStack stack)
    {
        var numbers = stack.Positions.Zip(stack.Positions.Skip(1), (near, far) => near.NumbersTo(far)).ToArray();
        var followed = numbers.Count(apart => apart == 1) * 2 > numbers.Length;
        for (var step = 0; step < numbers.Length; step++)
            if (followed ? SkipsNumbers(stack, numbers, step) : StandsOut(stack.Steps, stack.UsualStep!.Value, step))
                return step;
        return null;
    }

    private static bool SkipsNumbers(SliceStack stack, int?[] numbers, int step)
    {
        if (numbers[step] is not (> 1 and var apart))
            return false;
        // Numbered position by position, or through all echoes of a position before the next one.
        var together = Math.Min(stack.Positions[step].Slices.Count, stack.Positions[step + 1].Slices.Count);
        foreach (var neighbour in new[] { step - 1, step + 1 })
            if (neighbour >= 0 && neighbour < numbers.Length && numbers[neighbour] == 1
                && stack.Steps[step] / stack.Steps[neighbour] is > Outlier and var slices
                && (Math.Abs(slices - apart) <= HalfASlice || Math.Abs((together * (slices - 1)) + 1 - apart) <= HalfASlice))
                return true;
        return false;
    }

    private static bool StandsOut(IReadOnlyList<double> steps, double usual, int step)
    {
        if (steps[step] <= Outlier * usual)
            return false;
        bool Alike(int other) => other >= 0 && other < steps.Count && Math.Abs(steps[other] - steps[step]) < 0.1 * steps[step];
        var run = 1;
        for (var other = step - 1; Alike(other); other--)
            run++;
        for (var other = step + 1; Alike(other); other++)
            run++;
        return run < Zone;
    }
}

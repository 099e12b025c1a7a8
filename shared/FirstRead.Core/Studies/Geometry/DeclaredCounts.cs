namespace FirstRead.Core.Studies.Geometry;

/// <summary>
/// What headers say of how much there is, against what has come. A header that promises less than there is says nothing, and so
/// does one whose promise other series of the study may keep: no study that came whole is ever marked.
/// </summary>
internal static class DeclaredCounts
{
    public static IEnumerable<Shortfall> In(IReadOnlyList<Instance> instances)
    {
        var all = instances.GroupBy(instance => instance.SeriesInstanceUid).Select(series => series.ToList()).ToList();
        foreach (var series in all)
        {
            if (series.Max(instance => instance.SeriesDeclares) is { } declared && declared > series.Count)
                yield return Fewer(series.Count, declared);
            else if (AcquisitionOf(series) is { } images && images > series.Count && IsOwnPromise(series, images, all))
                yield return Fewer(series.Count, images);
            if (LacksTimePoints(series))
                yield return new Shortfall(Shortfall.TimePointsMissing, $"a series of {series.Max(instance => instance.TemporalPositions)} time points lacks some at some of its positions");
        }
    }

    private static Shortfall Fewer(int have, int declared) => new(Shortfall.FewerThanDeclared, $"a series has {have} images, and its headers say {declared}");

    /// <summary>What every image of the series says alike; null where they differ or say nothing.</summary>
    private static int? AcquisitionOf(List<Instance> series) =>
        series[0].AcquisitionDeclares is { } images && series.TrueForAll(instance => instance.AcquisitionDeclares == images) ? images : null;

    /// <summary>
    /// ImagesInAcquisition counts one acquisition, which may fill several series. It counts this series alone where all series that
    /// say the same do not reach it together, or where another one that is cut alike keeps it by itself: two reconstructions.
    /// </summary>
    private static bool IsOwnPromise(List<Instance> series, int images, List<List<Instance>> all)
    {
        var same = all.Where(other => AcquisitionOf(other) == images).ToList();
        if (same.Sum(other => other.Count) < images)
            return true;
        return LargestStack(series) is { } stack && same.Any(other => other.Count == images && LargestStack(other)?.IsLike(stack) == true);
    }

    private static SliceStack? LargestStack(List<Instance> series) => SliceStack.Of(series).MaxBy(stack => stack.Positions.Count);

    /// <summary>Only where most positions have just the declared number: some scanners make a series of each time point.</summary>
    private static bool LacksTimePoints(List<Instance> series)
    {
        if (series.Max(instance => instance.TemporalPositions) is not (> 1 and var points))
            return false;
        return SliceStack.Of(series).Any(stack => stack.Positions.Count(position => position.Slices.Count == points) * 2 > stack.Positions.Count
            && stack.Positions.Any(position => position.Slices.Count < points));
    }
}

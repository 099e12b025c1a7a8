namespace FirstRead.Core.Studies.Geometry;

/// <summary>Slices of one series that lie parallel, by where they stand along their common normal (PS3.3 C.7.6.2.1.1).</summary>
/// <param name="Positions">In order; slices of several echoes or time points share one.</param>
internal sealed record SliceStack(double[] Normal, IReadOnlyList<SlicePosition> Positions)
{
    /// <summary>Positions closer than this are one slice measured twice. Millimetres.</summary>
    private const double SamePosition = 0.01;

    /// <summary>Cosine of half a degree: scanners write one orientation for all slices, and reformatting software nearly one.</summary>
    private const double Parallel = 0.99996;

    public IReadOnlyList<double> Steps { get; } = [.. Positions.Zip(Positions.Skip(1), (near, far) => far.Millimetres - near.Millimetres)];

    /// <summary>The median distance between neighbours; null where there are none.</summary>
    public double? UsualStep => Steps.Count == 0 ? null : Steps.Order().ElementAt(Steps.Count / 2);

    /// <summary>One stack an orientation; frames of one object and slices without geometry are in none.</summary>
    public static IReadOnlyList<SliceStack> Of(IEnumerable<Instance> series)
    {
        var groups = new List<(double[] Normal, List<Instance> Slices)>();
        foreach (var slice in series.Where(slice => slice is { Frames: 1, ImagePosition.Count: 3, ImageOrientation.Count: 6 }))
        {
            var normal = NormalOf(slice);
            var group = groups.FirstOrDefault(group => AreParallel(group.Normal, normal));
            if (group.Slices is null)
                groups.Add(group = (normal, []));
            group.Slices.Add(slice);
        }
        return [.. groups.Select(group => new SliceStack(group.Normal, PositionsOf(group.Normal, group.Slices)))];
    }

    /// <summary>Whether both lie alike and are cut alike: what two reconstructions of one acquisition have in common.</summary>
    public bool IsLike(SliceStack other) => AreParallel(Normal, other.Normal)
        && UsualStep is { } step && other.UsualStep is { } otherStep && Math.Abs(step - otherStep) < 0.1 * step;

    private static List<SlicePosition> PositionsOf(double[] normal, List<Instance> slices)
    {
        var positions = new List<SlicePosition>();
        foreach (var (slice, distance) in slices.Select(slice => (slice, Distance: Dot(normal, slice.ImagePosition!))).OrderBy(placed => placed.Distance))
        {
            if (positions.Count == 0 || distance - positions[^1].Millimetres > SamePosition)
                positions.Add(new(distance, []));
            positions[^1].Slices.Add(slice);
        }
        return positions;
    }

    private static bool AreParallel(double[] one, double[] other) => Dot(one, other) > Parallel * Math.Sqrt(Dot(one, one) * Dot(other, other));

    private static double[] NormalOf(Instance slice)
    {
        var cosines = slice.ImageOrientation!;
        return
        [
            (cosines[1] * cosines[5]) - (cosines[2] * cosines[4]),
            (cosines[2] * cosines[3]) - (cosines[0] * cosines[5]),
            (cosines[0] * cosines[4]) - (cosines[1] * cosines[3]),
        ];
    }

    private static double Dot(IReadOnlyList<double> one, IReadOnlyList<double> other) => (one[0] * other[0]) + (one[1] * other[1]) + (one[2] * other[2]);
}

/// <summary>One place of a stack and what stands there.</summary>
internal sealed record SlicePosition(double Millimetres, List<Instance> Slices)
{
    /// <summary>The smallest distance of the two places' InstanceNumbers (0020,0013); null where a slice has none.</summary>
    public int? NumbersTo(SlicePosition next)
    {
        if (Slices.Concat(next.Slices).Any(slice => slice.InstanceNumber is null))
            return null;
        var (more, fewer) = Slices.Count >= next.Slices.Count ? (Slices, next.Slices) : (next.Slices, Slices);
        var nearest = more.Select(slice => fewer.Min(other => Math.Abs(other.InstanceNumber!.Value - slice.InstanceNumber!.Value)));
        // One too many may be a copy that bears its neighbour's number: the one that stands here by right is farther.
        return more.Count > fewer.Count ? nearest.Max() : nearest.Min();
    }
}

namespace FirstRead.Core.Studies;

/// <summary>
/// Missing slices by geometry (PS3.3 C.7.6.2.1.1): the positions of one series and orientation, along their common normal,
/// have a distance well above the usual one. Blind to a missing first or last slice.
/// </summary>
public static class SliceGaps
{
    /// <summary>Fewer distances have no usual one among them.</summary>
    private const int FewestSlices = 4;
    private const double Outlier = 1.5;

    /// <summary>Positions closer than this are one slice measured twice (echoes, time points). Millimetres.</summary>
    private const double SamePosition = 0.01;

    public static bool Exist(IReadOnlyList<Instance> instances) => instances
        .Where(instance => instance is { Frames: 1, ImagePosition.Count: 3, ImageOrientation.Count: 6 })
        .GroupBy(instance => (instance.SeriesInstanceUid, string.Join(' ', instance.ImageOrientation!.Select(cosine => Math.Round(cosine, 3) + 0.0))))
        .Any(stack => HasGap([.. stack.Select(DistanceAlongNormal).Order()]));

    private static bool HasGap(double[] distances)
    {
        var steps = distances.Zip(distances.Skip(1), (near, far) => far - near).Where(step => step > SamePosition).Order().ToArray();
        return steps.Length >= FewestSlices - 1 && steps[^1] > Outlier * steps[steps.Length / 2];
    }

    private static double DistanceAlongNormal(Instance instance)
    {
        var (row, column) = (instance.ImageOrientation!.Take(3).ToArray(), instance.ImageOrientation!.Skip(3).ToArray());
        var position = instance.ImagePosition!;
        return (row[1] * column[2] - row[2] * column[1]) * position[0]
            + (row[2] * column[0] - row[0] * column[2]) * position[1]
            + (row[0] * column[1] - row[1] * column[0]) * position[2];
    }
}

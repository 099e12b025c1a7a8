using FirstRead.Core.Studies;
using FirstRead.Dicom.Registry;

namespace FirstRead.Core.Analysis.Geometry;

/// <summary>
/// The pictures of a series in the order in which they lie in the patient: by ImagePositionPatient along the normal,
/// never by InstanceNumber, SliceLocation or SpacingBetweenSlices, which scanners fill as they please.
/// </summary>
/// <param name="DistanceMm">Median distance of neighbours; null for a single slice.</param>
/// <param name="LeftOut">Pictures left out because another lies at the same place.</param>
public sealed record SliceStack(ImageOrientation Orientation, IReadOnlyList<StackedSlice> Slices, double? DistanceMm, IReadOnlyList<Instance> LeftOut)
{
    private const double SamePlaceMm = 0.01;

    // Beyond this multiple of the usual distance a slice is missing between two.
    private const double GapFactor = 1.5;

    /// <summary>How many pictures were left out because another lies at the same place.</summary>
    public int Repeats => LeftOut.Count;

    /// <summary>True when slice <paramref name="index"/> and the next one lie as far apart as most do.</summary>
    public bool IsNextNeighbour(int index) =>
        DistanceMm is { } usual && index + 1 < Slices.Count && Slices[index + 1].PositionMm - Slices[index].PositionMm <= usual * GapFactor;

    /// <summary>Places between two slices where at least one is missing.</summary>
    public int Gaps => Enumerable.Range(0, Slices.Count - 1).Count(index => !IsNextNeighbour(index));

    /// <summary>Orders one series.</summary>
    /// <returns>The stack, or what keeps the pictures from being one.</returns>
    public static StackOutcome Of(IReadOnlyList<Instance> series)
    {
        var placed = new List<StackedSlice>(series.Count);
        ImageOrientation? first = null;
        foreach (var instance in series)
        {
            if (instance.Frames != 1)
                return new(null, MultiFrame(instance));
            if (ImageOrientation.From(instance.ImageOrientation) is not { } orientation || instance.ImagePosition is not [var x, var y, var z])
                return new(null, "a picture lacks ImagePositionPatient or ImageOrientationPatient");
            first ??= orientation;
            if (!first.IsParallelTo(orientation))
                return new(null, "its pictures lie in different orientations, as a localizer's do");
            if (instance.Rows != series[0].Rows || instance.Columns != series[0].Columns)
                return new(null, "its pictures differ in size");
            placed.Add(new(instance, new Vector3D(x, y, z).Dot(first.Normal)));
        }
        return first is null ? new(null, "it has no pictures") : Order(first, placed);
    }

    /// <summary>Why a picture of several frames is not read.</summary>
    public static string MultiFrame(Instance instance) =>
        $"multi-frame pictures are not read yet ({UidRegistry.Find(instance.SopClassUid)?.Name ?? instance.SopClassUid}, {instance.Frames} frames)";

    private static StackOutcome Order(ImageOrientation orientation, List<StackedSlice> placed)
    {
        var ordered = placed.OrderBy(slice => slice.PositionMm).ThenBy(slice => slice.Instance.SopInstanceUid, StringComparer.Ordinal);
        var (kept, leftOut) = (new List<StackedSlice>(placed.Count), new List<Instance>());
        foreach (var slice in ordered)
            if (kept.Count == 0 || slice.PositionMm - kept[^1].PositionMm > SamePlaceMm)
                kept.Add(slice);
            else
                leftOut.Add(slice.Instance);
        // A slice sent twice is left out once; a place with a second picture almost everywhere is another volume (time, echo, phase).
        if (leftOut.Count * 2 >= kept.Count && leftOut.Count > 0)
            return new(null, $"{placed.Count} pictures lie in {kept.Count} places: more than one volume");
        var distances = kept.Zip(kept.Skip(1), (a, b) => b.PositionMm - a.PositionMm).Order().ToArray();
        return new(new(orientation, kept, distances.Length == 0 ? null : distances[distances.Length / 2], leftOut), null);
    }
}

/// <param name="PositionMm">Along the stack's normal.</param>
/// <param name="Frame">Of the picture, from 1.</param>
public sealed record StackedSlice(Instance Instance, double PositionMm, int Frame = 1);

/// <summary>A stack, or in words for a person why there is none.</summary>
public sealed record StackOutcome(SliceStack? Stack, string? Problem);
